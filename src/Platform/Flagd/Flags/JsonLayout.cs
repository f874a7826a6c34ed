using System.Text.Encodings.Web;
using System.Text.Json;

namespace OtelShop.Flagd.Flags;

/// <summary>How JSON is laid out that is for people, or for another program.</summary>
internal static class JsonLayout
{
    public static JsonSerializerOptions Compact { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonSerializerOptions Indented { get; } = new(Compact) { WriteIndented = true };

    /// <summary>A document that a program wrote in one line, as a person would have written it.</summary>
    public static byte[] ForPeople(JsonElement document) => document.GetRawText() is var text && text.Contains('\n')
        ? System.Text.Encoding.UTF8.GetBytes(text)
        : JsonSerializer.SerializeToUtf8Bytes(document, Indented);
}
