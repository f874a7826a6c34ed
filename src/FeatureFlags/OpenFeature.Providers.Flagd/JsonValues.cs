using System.Text.Json;
using OpenFeature.Model;

namespace OpenFeature.Providers.Flagd;

internal static class JsonValues
{
    public static Value ToValue(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => new Value(json.GetBoolean()),
        JsonValueKind.Number => new Value(json.GetDouble()),
        JsonValueKind.String => new Value(json.GetString()!),
        JsonValueKind.Array => new Value([.. json.EnumerateArray().Select(ToValue)]),
        JsonValueKind.Object => new Value(new Structure(json.EnumerateObject().ToDictionary(entry => entry.Name, entry => ToValue(entry.Value)))),
        _ => new Value(),
    };
}
