using Google.Protobuf.WellKnownTypes;
using OpenFeature.Model;
using Structure = OpenFeature.Model.Structure;
using Value = Google.Protobuf.WellKnownTypes.Value;

namespace OpenFeature.Providers.Flagd;

/// <summary>Between OpenFeature's values and protobuf's.</summary>
internal static class ProtobufValues
{
    public static Dictionary<string, object?> ToDictionary(Struct? message) =>
        message?.Fields.ToDictionary(field => field.Key, field => ToObject(field.Value)) ?? [];

    public static Struct ToStruct(EvaluationContext context)
    {
        var message = new Struct();
        foreach (var (key, value) in context)
            message.Fields[key] = ToMessage(value);
        return message;
    }

    public static Model.Value ToValue(Struct message) =>
        new(new Structure(message.Fields.ToDictionary(field => field.Key, field => ToValue(field.Value))));

    public static ImmutableMetadata? ToMetadata(Struct? message)
    {
        if (message is null || message.Fields.Count == 0)
            return null;
        var scalars = message.Fields.Where(field => ToObject(field.Value) is string or double or bool);
        return new ImmutableMetadata(scalars.ToDictionary(field => field.Key, field => ToObject(field.Value)!));
    }

    private static Model.Value ToValue(Value message) => message.KindCase switch
    {
        Value.KindOneofCase.BoolValue => new(message.BoolValue),
        Value.KindOneofCase.NumberValue => new(message.NumberValue),
        Value.KindOneofCase.StringValue => new(message.StringValue),
        Value.KindOneofCase.ListValue => new([.. message.ListValue.Values.Select(ToValue)]),
        Value.KindOneofCase.StructValue => ToValue(message.StructValue),
        _ => new(),
    };

    private static object? ToObject(Value message) => message.KindCase switch
    {
        Value.KindOneofCase.BoolValue => message.BoolValue,
        Value.KindOneofCase.NumberValue => message.NumberValue,
        Value.KindOneofCase.StringValue => message.StringValue,
        Value.KindOneofCase.ListValue => message.ListValue.Values.Select(ToObject).ToList(),
        Value.KindOneofCase.StructValue => ToDictionary(message.StructValue),
        _ => null,
    };

    private static Value ToMessage(Model.Value value) => value.AsObject switch
    {
        bool boolean => Value.ForBool(boolean),
        double number => Value.ForNumber(number),
        string text => Value.ForString(text),
        DateTime moment => Value.ForString(moment.ToString("O")),
        Structure structure => ToMessage(structure),
        IEnumerable<Model.Value> list => Value.ForList([.. list.Select(ToMessage)]),
        _ => Value.ForNull(),
    };

    private static Value ToMessage(Structure structure)
    {
        var message = new Struct();
        foreach (var (key, value) in structure)
            message.Fields[key] = ToMessage(value);
        return Value.ForStruct(message);
    }
}
