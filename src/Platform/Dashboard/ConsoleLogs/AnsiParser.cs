using System.Text;

namespace OtelShop.Dashboard.ConsoleLogs;

/// <summary>
/// Turns the console output of one resource into text with styles, line by line; a colour stays until the resource resets it. Every other thing that a
/// terminal could be told is removed.
/// </summary>
internal sealed class AnsiParser
{
    /// <summary>Characters of a line that are shown; a console line is no place for a megabyte.</summary>
    public const int MostCharacters = 16 * 1024;

    private const char Escape = '\u001b';
    private const char SingleCharacterSequence = '\u009b';
    private AnsiStyle _style;

    /// <summary>The text alone.</summary>
    public static string Strip(string line) => string.Concat(new AnsiParser().Read(line, int.MaxValue).Select(run => run.Text));

    public List<AnsiRun> Parse(string line) => Read(line, MostCharacters);

    private List<AnsiRun> Read(string line, int limit)
    {
        var runs = new List<AnsiRun>();
        var text = new StringBuilder();
        var written = 0;
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (c is Escape or SingleCharacterSequence)
            {
                var before = _style;
                var length = Sequence(line.AsSpan(i));
                i += length - 1;
                if (before != _style)
                    Flush(before);
            }
            else if (IsShown(c))
            {
                if (++written > limit)
                    continue;
                text.Append(c);
            }
        }

        Flush(_style);
        if (written > limit)
            runs.Add(new AnsiRun($" … {written - limit} more characters", new AnsiStyle { IsItalic = true, IsDim = true }));
        return runs;

        void Flush(AnsiStyle style)
        {
            if (text.Length > 0)
                runs.Add(new AnsiRun(text.ToString(), style));
            text.Clear();
        }
    }

    private static bool IsShown(char c) => c == '\t' || !char.IsControl(c);

    /// <summary>Obeys the sequence at the beginning of the text, if it is about style.</summary>
    /// <returns>Characters that it has; at least 1.</returns>
    private int Sequence(ReadOnlySpan<char> text)
    {
        if (text[0] == SingleCharacterSequence)
            return Control(text, 1);
        if (text.Length == 1)
            return 1;
        return text[1] switch
        {
            '[' => Control(text, 2),
            ']' or 'P' or 'X' or '^' or '_' => Words(text),
            >= ' ' and <= '/' => Intermediate(text),
            _ => 2,
        };
    }

    private int Control(ReadOnlySpan<char> text, int start)
    {
        var end = start;
        while (end < text.Length && text[end] is >= ' ' and <= '?')
            end++;
        if (end == text.Length)
            return end;
        if (text[end] is < '@' or > '~')
            return end;
        if (text[end] == 'm' && (end == start || text[start] is >= '0' and <= ';'))
            _style = AnsiSelection.Apply(_style, text[start..end]);
        return end + 1;
    }

    // Titles, links and the like: up to BEL or ESC \. One that never ends would hide the rest of the line, so only its beginning is removed.
    private static int Words(ReadOnlySpan<char> text)
    {
        for (var i = 2; i < text.Length; i++)
        {
            if (text[i] is '\a' or '\u009c')
                return i + 1;
            if (text[i] == Escape)
                return i + 1 < text.Length && text[i + 1] == '\\' ? i + 2 : i;
        }

        return 2;
    }

    private static int Intermediate(ReadOnlySpan<char> text)
    {
        var end = 1;
        while (end < text.Length && text[end] is >= ' ' and <= '/')
            end++;
        return Math.Min(end + 1, text.Length);
    }
}
