using System.Buffers;
using System.Text;

namespace Grpc.Wire;

/// <summary>The encoding of grpc-message: UTF-8 bytes outside printable ASCII, and '%', as %XX.</summary>
internal static class PercentEncoding
{
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        [.. Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code).Where(letter => letter != '%')]);

    public static string Encode(string text)
    {
        var first = text.AsSpan().IndexOfAnyExcept(Plain);
        if (first < 0) { return text; }

        var encoded = new StringBuilder(text.Length + 32).Append(text, 0, first);
        foreach (var octet in Encoding.UTF8.GetBytes(text[first..]))
        {
            if (octet is >= 0x20 and <= 0x7e and not (byte)'%')
            {
                encoded.Append((char)octet);
            }
            else
            {
                encoded.Append('%').Append(octet.ToString("X2"));
            }
        }

        return encoded.ToString();
    }

    /// <summary>Decodes what it can: the specification wants a broken escape left as it is, never an error.</summary>
    public static string Decode(string text)
    {
        if (!text.Contains('%', StringComparison.Ordinal)) { return text; }

        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && i + 2 < text.Length && char.IsAsciiHexDigit(text[i + 1]) && char.IsAsciiHexDigit(text[i + 2]))
            {
                bytes[length++] = Convert.FromHexString(text.AsSpan(i + 1, 2))[0];
                i += 2;
            }
            else
            {
                length += Encoding.UTF8.GetBytes(text.AsSpan(i, 1), bytes.AsSpan(length));
            }
        }

        return Encoding.UTF8.GetString(bytes, 0, length);
    }
}
