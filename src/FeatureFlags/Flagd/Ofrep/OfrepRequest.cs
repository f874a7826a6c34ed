using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace OtelShop.Flagd.Ofrep;

/// <summary>Reads <c>{"context": {...}}</c>. Body and context are optional.</summary>
internal static class OfrepRequest
{
    private static readonly IReadOnlyDictionary<string, object?> None = new Dictionary<string, object?>();

    public static bool TryRead(ReadOnlyMemory<byte> body, out IReadOnlyDictionary<string, object?> context, [NotNullWhen(false)] out OfrepFailure? failure)
    {
        (context, failure) = (None, null);
        if (body.Span.IndexOfAnyExcept(" \t\r\n"u8) < 0)
            return true;
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                failure = new("PARSE_ERROR", "The body must be a JSON object.");
            else if (document.RootElement.TryGetProperty("context", out var given) && given.ValueKind is not JsonValueKind.Null)
            {
                if (given.ValueKind == JsonValueKind.Object)
                    context = JsonContext.From(given);
                else
                    failure = new("INVALID_CONTEXT", "The context must be a JSON object.");
            }
        }
        // Invalid text (half a surrogate pair, invalid UTF-8) is found only when the string is read.
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            failure = new("PARSE_ERROR", $"The body is no JSON: {error.Message}");
        }

        return failure is null;
    }
}
