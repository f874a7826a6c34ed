using System.Globalization;
using System.Text.Json;

namespace OtelShop.ServiceMap.Spans;

/// <summary>Tolerant reading of OTLP JSON: what has another type than expected is absent.</summary>
internal static class OtlpJson
{
    /// <summary>Items of a list; none when there is no such list.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        Find(element, name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    public static JsonElement? Find(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var found) ? found : null;

    /// <summary>A string, or a number as text: OTLP writes 64-bit numbers either way.</summary>
    public static string? Text(this JsonElement element, string name) => Find(element, name) is { } found
        ? found.ValueKind switch
        {
            JsonValueKind.String => found.GetString(),
            JsonValueKind.Number => found.GetRawText(),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => null,
        }
        : null;

    public static ulong? Number(this JsonElement element, string name) =>
        ulong.TryParse(Text(element, name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static ulong? Hex(this JsonElement element, string name, int digits) =>
        Text(element, name) is { } text && text.Length == digits
        && ulong.TryParse(text.AsSpan(Math.Max(0, digits - 16)), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id) && id != 0
            ? id
            : null;

    /// <summary>The scalar inside an AnyValue.</summary>
    public static string? AnyValue(this JsonElement element, string name) => Find(element, name) is { } value
        ? value.Text("stringValue") ?? value.Text("intValue") ?? value.Text("doubleValue") ?? value.Text("boolValue")
        : null;
}
