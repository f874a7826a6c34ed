using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using OtelShop.FlagdCore;

namespace OtelShop.Flagd.Evaluation;

/// <summary>Values of flags as google.protobuf.Struct.</summary>
internal static class StructJson
{
    public static Struct From(FlagMetadata metadata)
    {
        var all = new Struct();
        foreach (var (name, value) in metadata)
            all.Fields[name] = From(value.Json);
        return all;
    }

    /// <summary>A JSON object. An array, which a Struct cannot be, is an object without members.</summary>
    public static Struct Object(JsonElement json) => json.ValueKind == JsonValueKind.Object ? Members(json) : new Struct();

    private static Value From(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => Value.ForBool(json.GetBoolean()),
        JsonValueKind.Number => Value.ForNumber(json.GetDouble()),
        JsonValueKind.String => Value.ForString(json.GetString()),
        JsonValueKind.Array => Value.ForList([.. json.EnumerateArray().Select(From)]),
        JsonValueKind.Object => Value.ForStruct(Members(json)),
        _ => Value.ForNull(),
    };

    private static Struct Members(JsonElement json)
    {
        var all = new Struct();
        foreach (var member in json.EnumerateObject())
            all.Fields[member.Name] = From(member.Value);
        return all;
    }
}
