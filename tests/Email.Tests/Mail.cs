using System.Text;
using System.Text.RegularExpressions;

namespace OtelShop.Emails.Tests;

/// <summary>A mail as its reader's program takes it apart.</summary>
internal sealed partial class Mail
{
    private Mail(IReadOnlyDictionary<string, string> headers, string text, string html) => (Headers, Text, Html) = (headers, text, html);

    public IReadOnlyDictionary<string, string> Headers { get; }

    public string Text { get; }

    public string Html { get; }

    public static Mail Parse(string raw)
    {
        var (headers, body) = Split(raw);
        var boundary = Boundary().Match(headers["Content-Type"]).Groups[1].Value;
        var parts = body.Split($"--{boundary}").Skip(1).Where(part => !part.StartsWith("--", StringComparison.Ordinal)).Select(part => Split(part.TrimStart()));
        var decoded = parts.ToDictionary(part => part.Headers["Content-Type"].Split(';')[0], part => Decode(part.Headers, part.Body));
        return new Mail(headers, decoded["text/plain"], decoded["text/html"]);
    }

    private static (IReadOnlyDictionary<string, string> Headers, string Body) Split(string entity)
    {
        var unix = entity.ReplaceLineEndings("\n");
        var end = unix.IndexOf("\n\n", StringComparison.Ordinal);
        var unfolded = Fold().Replace(unix[..end], " ");
        return (unfolded.Split('\n').Select(line => line.Split(": ", 2)).ToDictionary(header => header[0], header => header[1]), unix[(end + 2)..]);
    }

    private static string Decode(IReadOnlyDictionary<string, string> headers, string body) => headers["Content-Transfer-Encoding"] switch
    {
        "base64" => Encoding.UTF8.GetString(Convert.FromBase64String(body)),
        "quoted-printable" => Encoding.UTF8.GetString(QuotedPrintable(body.Replace("=\n", "", StringComparison.Ordinal))),
        _ => body,
    };

    private static byte[] QuotedPrintable(string body) => Encoding.Latin1.GetBytes(
        Escape().Replace(body, match => ((char)Convert.ToByte(match.Groups[1].Value, 16)).ToString()));

    [GeneratedRegex("boundary=\"?([^\";\\s]+)")]
    private static partial Regex Boundary();

    [GeneratedRegex(@"\n[ \t]+")]
    private static partial Regex Fold();

    [GeneratedRegex("=([0-9A-F]{2})")]
    private static partial Regex Escape();
}
