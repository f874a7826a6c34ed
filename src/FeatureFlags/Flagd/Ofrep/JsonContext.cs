using System.Text.Json;

namespace OtelShop.Flagd.Ofrep;

/// <summary>Reads an evaluation context from JSON.</summary>
internal static class JsonContext
{
    public static IReadOnlyDictionary<string, object?> From(JsonElement context)
    {
        var all = new Dictionary<string, object?>(StringComparer.Ordinal);
        // JSON does not define repeated names; as in JavaScript, the last one counts.
        foreach (var member in context.EnumerateObject())
            all[member.Name] = Plain(member.Value);
        return all;
    }

    private static object? Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => value.GetBoolean(),
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Array => value.EnumerateArray().Select(Plain).ToList(),
        JsonValueKind.Object => From(value),
        _ => null,
    };
}
