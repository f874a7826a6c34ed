using System.Text;

namespace OtelShop.Frontends.Api;

/// <summary>Reads the header of draft-ietf-httpapi-idempotency-key-header. Its value is a structured string; a bare value is accepted too.</summary>
internal static class IdempotencyKey
{
    public const string HeaderName = "Idempotency-Key";
    private const int MaxLength = 256;

    /// <returns>The key, or an empty text without the header.</returns>
    /// <exception cref="BadRequestException">The header holds no key.</exception>
    public static string Of(HttpRequest request) => request.Headers[HeaderName] switch
    {
        { Count: 0 } => "",
        { Count: 1 } values when Read(values.ToString().Trim()) is { Length: > 0 and <= MaxLength } key => key,
        _ => throw new BadRequestException(StatusCodes.Status400BadRequest, $"The header {HeaderName} is not valid.",
            (HeaderName, $"must be one text of 1 to {MaxLength} printable ASCII characters.")),
    };

    private static string? Read(string value)
    {
        if (value.Any(character => character is < ' ' or > '~')) { return null; }
        return value.StartsWith('"') ? ReadString(value) : value;
    }

    // A String of RFC 9651 section 3.3.3: only quotes and backslashes are escaped.
    private static string? ReadString(string quoted)
    {
        var text = new StringBuilder();
        for (var at = 1; at < quoted.Length; at++)
        {
            if (quoted[at] == '"') { return at == quoted.Length - 1 ? text.ToString() : null; }
            if (quoted[at] == '\\' && (++at == quoted.Length || quoted[at] is not ('"' or '\\'))) { return null; }
            text.Append(quoted[at]);
        }

        return null;
    }
}
