using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace OtelShop.Flagd.Flags;

/// <summary>How JSON is laid out that is for people, or for another program.</summary>
internal static class JsonLayout
{
    public static JsonSerializerOptions Compact { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonSerializerOptions Indented { get; } = new(Compact) { WriteIndented = true };

    /// <summary>A document that a program wrote in one line, as a person would have written it; one that has lines as it is.</summary>
    public static byte[] ForPeople(JsonElement document)
    {
        var text = document.GetRawText();
        return Encoding.UTF8.GetBytes((text.Contains('\n') ? text : JsonSerializer.Serialize(document, Indented)) + "\n");
    }
}
