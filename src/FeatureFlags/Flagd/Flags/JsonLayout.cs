using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace OtelShop.Flagd.Flags;

/// <summary>Formats JSON for people and for programs.</summary>
internal static class JsonLayout
{
    public static JsonSerializerOptions Compact { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonSerializerOptions Indented { get; } = new(Compact) { WriteIndented = true };

    /// <summary>Indents a one-line document; returns any other unchanged.</summary>
    public static byte[] ForPeople(JsonElement document)
    {
        var text = document.GetRawText();
        return Encoding.UTF8.GetBytes((text.Contains('\n') ? text : JsonSerializer.Serialize(document, Indented)) + "\n");
    }
}
