using System.Text.Json;
using System.Text.Unicode;
using OtelShop.Flagd.Flags;

namespace OtelShop.Flagd.Api;

/// <summary>JSON body of a request. Parsed here, because model binding answers malformed bodies inconsistently.</summary>
internal sealed class DocumentBody
{
    /// <summary>Limit of a document in <c>{"data": …}</c>: the same as of the file.</summary>
    private const int MostBytes = FlagFile.MostBytes + 1024;

    private DocumentBody(JsonElement? json, IResult? refusal) => (Json, Refusal) = (json, refusal);

    /// <summary>Null if <see cref="Refusal"/> is set.</summary>
    public JsonElement? Json { get; }

    /// <summary>Response for an unusable body.</summary>
    public IResult? Refusal { get; }

    public static async Task<DocumentBody> ReadAsync(HttpContext context)
    {
        if (!context.Request.HasJsonContentType())
            return new(null, Problems.Of(StatusCodes.Status415UnsupportedMediaType, "Send JSON, with Content-Type: application/json."));
        if (context.Request.ContentLength > MostBytes)
            return TooLarge();
        using var content = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await context.Request.Body.ReadAsync(buffer, context.RequestAborted) is var count and > 0)
        {
            if (content.Length + count > MostBytes)
                return TooLarge();
            content.Write(buffer, 0, count);
        }

        return Parse(content.ToArray());
    }

    private static DocumentBody Parse(byte[] content)
    {
        if (!Utf8.IsValid(content))
            return new(null, Problems.Invalid([new("$", "The body is not UTF-8.")]));
        try
        {
            using var document = JsonDocument.Parse(content);
            if (HasBrokenText(content))
                return new(null, Problems.Invalid([new("$", "A text of the body has one half of a surrogate pair.")]));
            return new(document.RootElement.Clone(), null);
        }
        catch (JsonException error)
        {
            return new(null, Problems.Invalid([new("$", $"The body is not JSON: line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1}.")]));
        }
    }

    // The parser checks escapes only when a string is read.
    private static bool HasBrokenText(byte[] content)
    {
        var reader = new Utf8JsonReader(content);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
                    reader.GetString();
            }

            return false;
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }

    private static DocumentBody TooLarge() => new(null, Problems.Of(StatusCodes.Status413PayloadTooLarge, $"A document may have {FlagFile.MostBytes:N0} bytes."));
}
