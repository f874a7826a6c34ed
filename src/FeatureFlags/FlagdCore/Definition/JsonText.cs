using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace OtelShop.FlagdCore;

/// <summary>Parses JSON so that nothing in it can fail when it is read later.</summary>
internal static class JsonText
{
    /// <summary>The document, which is never disposed: variants hand out elements of it for as long as their set lives.</summary>
    public static JsonElement Parse(byte[] utf8Json)
    {
        var text = utf8Json.AsMemory(utf8Json.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0);
        if (!Utf8.IsValid(text.Span))
            throw Malformed("The document is not UTF-8.");
        try
        {
            var document = JsonDocument.Parse(text).RootElement;
            CheckTexts(text.Span);
            return document;
        }
        catch (JsonException error)
        {
            throw Malformed($"The document is not JSON: line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1}: {WithoutPosition(error.Message)}");
        }
    }

    // The parser leaves escapes for the time when a text is asked for, and fails then on one half of a surrogate pair.
    private static void CheckTexts(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text);
        while (reader.Read())
        {
            if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName) || !reader.ValueIsEscaped)
                continue;
            try
            {
                reader.GetString();
            }
            catch (InvalidOperationException)
            {
                throw Malformed($"A text of the document has one half of a surrogate pair: {Encoding.UTF8.GetString(reader.ValueSpan)}");
            }
        }
    }

    private static FlagSetException Malformed(string why) => new([new FlagProblem(JsonPath.Root, why)]);

    private static string WithoutPosition(string message)
    {
        var position = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return position < 0 ? message : message[..position];
    }
}
