using Google.Protobuf.WellKnownTypes;

namespace OtelShop.Flagd.Evaluation;

/// <summary>Reads an evaluation context from google.protobuf.Struct.</summary>
internal static class StructContext
{
    private static readonly IReadOnlyDictionary<string, object?> None = new Dictionary<string, object?>();

    public static IReadOnlyDictionary<string, object?> From(Struct? context) => context is null or { Fields.Count: 0 } ? None : Members(context);

    private static Dictionary<string, object?> Members(Struct members)
    {
        var all = new Dictionary<string, object?>(members.Fields.Count, StringComparer.Ordinal);
        foreach (var (name, value) in members.Fields)
            all[name] = Plain(value);
        return all;
    }

    private static object? Plain(Value value) => value.KindCase switch
    {
        Value.KindOneofCase.BoolValue => value.BoolValue,
        Value.KindOneofCase.NumberValue => value.NumberValue,
        Value.KindOneofCase.StringValue => value.StringValue,
        Value.KindOneofCase.ListValue => value.ListValue.Values.Select(Plain).ToList(),
        Value.KindOneofCase.StructValue => Members(value.StructValue),
        _ => null,
    };
}
