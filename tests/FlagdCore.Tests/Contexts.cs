using System.Text.Json;

namespace OtelShop.FlagdCore.Tests;

/// <summary>Evaluation contexts from JSON.</summary>
public static class Contexts
{
    public static IReadOnlyDictionary<string, object?> Read(string json) =>
        (IReadOnlyDictionary<string, object?>)Read(JsonDocument.Parse(json).RootElement)!;

    private static object? Read(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().ToDictionary(entry => entry.Name, entry => Read(entry.Value)),
        JsonValueKind.Array => json.EnumerateArray().Select(Read).ToList(),
        JsonValueKind.String => json.GetString(),
        JsonValueKind.Number => json.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };
}
