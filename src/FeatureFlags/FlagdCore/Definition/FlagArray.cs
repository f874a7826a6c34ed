using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace OtelShop.FlagdCore;

/// <summary>
/// The array form of a document, <c>"flags": [{"key": …}]</c>. It is rewritten with flags by name, the only form that in-process providers read.
/// </summary>
internal static class FlagArray
{
    // Values are copied as they stand, so only names are escaped here.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static bool IsIn(JsonElement document) =>
        document.ValueKind == JsonValueKind.Object && document.TryGetProperty("flags", out var flags) && flags.ValueKind == JsonValueKind.Array;

    /// <summary>The document with its flags by name.</summary>
    /// <exception cref="FlagSetException">An item of the array has no key.</exception>
    public static byte[] ToObject(JsonElement document)
    {
        var path = JsonPath.Member(JsonPath.Root, "flags");
        var flags = document.GetProperty("flags");
        var problems = flags.EnumerateArray().Index().Where(item => KeyOf(item.Item) is null)
            .Select(item => new FlagProblem(JsonPath.Item(path, item.Index), "A flag in an array must be an object with its name as 'key'.")).ToList();
        if (problems.Count > 0)
            throw new FlagSetException(problems);

        var text = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(text, Options);
        writer.WriteStartObject();
        foreach (var member in document.EnumerateObject().Where(member => member.Name != "flags"))
            WriteMember(writer, member);
        writer.WriteStartObject("flags");
        foreach (var flag in flags.EnumerateArray())
            WriteFlag(writer, flag);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.Flush();
        return text.WrittenSpan.ToArray();
    }

    private static string? KeyOf(JsonElement flag) =>
        flag.ValueKind == JsonValueKind.Object && flag.TryGetProperty("key", out var key) && key.ValueKind == JsonValueKind.String ? key.GetString() : null;

    private static void WriteFlag(Utf8JsonWriter writer, JsonElement flag)
    {
        writer.WriteStartObject(KeyOf(flag)!);
        foreach (var member in flag.EnumerateObject().Where(member => member.Name != "key"))
            WriteMember(writer, member);
        writer.WriteEndObject();
    }

    private static void WriteMember(Utf8JsonWriter writer, JsonProperty member)
    {
        writer.WritePropertyName(member.Name);
        writer.WriteRawValue(member.Value.GetRawText(), skipInputValidation: true);
    }
}
