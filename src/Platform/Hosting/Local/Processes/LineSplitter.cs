using System.Text;

namespace Aspire.Hosting.Local.Processes;

/// <summary>Cuts a stream of characters into lines, and a line that never ends into pieces, so that output cannot fill the memory.</summary>
internal sealed class LineSplitter(Action<string> onLine)
{
    /// <summary>Longest piece that is handed on, in UTF-16 units.</summary>
    public const int MaxLength = 32 * 1024;

    private readonly StringBuilder _line = new();

    public void Append(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            var end = text.IndexOf('\n');
            var part = end < 0 ? text : text[..end];
            AppendPart(part);
            if (end < 0)
                return;
            Emit();
            text = text[(end + 1)..];
        }
    }

    /// <summary>Hands on what is left when the stream ends without a line break.</summary>
    public void Complete()
    {
        if (_line.Length > 0)
            Emit();
    }

    private void AppendPart(ReadOnlySpan<char> part)
    {
        while (_line.Length + part.Length > MaxLength)
        {
            var room = MaxLength - _line.Length;
            // A pair of surrogates is one character; half of it is none.
            if (room > 0 && char.IsHighSurrogate(part[room - 1]))
                room--;
            _line.Append(part[..room]);
            part = part[room..];
            Emit();
        }

        _line.Append(part);
    }

    private void Emit()
    {
        if (_line.Length > 0 && _line[^1] == '\r')
            _line.Length--;
        onLine(_line.ToString());
        _line.Clear();
    }
}
