using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using OtelShop.FlagdCore;

namespace OtelShop.Flagd.Evaluation;

/// <summary>Converts flag values to google.protobuf.Struct.</summary>
internal static class StructJson
{
    public static Struct From(FlagMetadata metadata)
    {
        var all = new Struct();
        foreach (var (name, value) in metadata)
            all.Fields[name] = From(value.Json);
        return all;
    }

    /// <param name="json">An object.</param>
    public static Struct Object(JsonElement json)
    {
        var all = new Struct();
        foreach (var member in json.EnumerateObject())
            all.Fields[member.Name] = From(member.Value);
        return all;
    }

    private static Value From(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => Value.ForBool(json.GetBoolean()),
        JsonValueKind.Number => Value.ForNumber(json.GetDouble()),
        JsonValueKind.String => Value.ForString(json.GetString()),
        JsonValueKind.Array => Value.ForList([.. json.EnumerateArray().Select(From)]),
        JsonValueKind.Object => Value.ForStruct(Object(json)),
        _ => Value.ForNull(),
    };
}
