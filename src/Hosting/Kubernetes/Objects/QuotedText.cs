using System.Globalization;
using System.Text;

namespace OtelShop.Hosting.Kubernetes.Objects;

/// <summary>
/// Text in double quotes. .NET's encoders write characters beyond 16 bits as two escapes, which Go's YAML reader refuses and Go's JSON writer does not do.
/// </summary>
internal static class QuotedText
{
    /// <summary>For JSON and YAML, with every character as it is that both can print.</summary>
    public static string Of(string text) => Write(text, IsEscaped);

    /// <summary>Whether YAML cannot hold the character as it is.</summary>
    public static bool IsEscaped(char character) => char.IsControl(character) || character is '\u2028' or '\u2029' or '\ufeff';

    /// <summary>As Helm's <c>toJson</c> writes it: the three that have a meaning in HTML are escaped.</summary>
    public static string OfGo(string text) => Write(text, character => character is < ' ' or '<' or '>' or '&' or '\u2028' or '\u2029');

    private static string Write(string text, Func<char, bool> isEscaped)
    {
        var quoted = new StringBuilder("\"");
        foreach (var character in text)
        {
            _ = character switch
            {
                '"' or '\\' => quoted.Append('\\').Append(character),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                '\b' => quoted.Append("\\b"),
                '\f' => quoted.Append("\\f"),
                _ when isEscaped(character) => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => quoted.Append(character),
            };
        }

        return quoted.Append('"').ToString();
    }
}
