using System.Text;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace OtelShop.Dashboard.Ingest.Json;

/// <summary>A field of a message, with what reading and writing its JSON needs at hand.</summary>
internal sealed class JsonField
{
    private readonly byte[] _name;
    private readonly byte[] _originalName;
    private readonly Lazy<JsonMessage> _message;

    /// <param name="descriptor">The field.</param>
    /// <param name="index">Its place among the fields of its message.</param>
    /// <param name="choiceBit">A bit for the choice (oneof) that it belongs to; zero for none.</param>
    public JsonField(FieldDescriptor descriptor, int index, ulong choiceBit)
    {
        Descriptor = descriptor;
        Bit = 1UL << index;
        ChoiceBit = choiceBit;
        _name = Encoding.UTF8.GetBytes(descriptor.JsonName);
        _originalName = Encoding.UTF8.GetBytes(descriptor.Name);
        _message = new(() => JsonMessage.Of(descriptor.MessageType));
        IsHexadecimal = descriptor.FieldType == FieldType.Bytes
            && (descriptor.Name.EndsWith("trace_id", StringComparison.Ordinal) || descriptor.Name.EndsWith("span_id", StringComparison.Ordinal));
        WireType = WireTypeOf(descriptor.FieldType);
        IsPacked = descriptor.IsRepeated && WireType != WireFormat.WireType.LengthDelimited;
        Tag = WireFormat.MakeTag(descriptor.FieldNumber, IsPacked ? WireFormat.WireType.LengthDelimited : WireType);
    }

    public FieldDescriptor Descriptor { get; }

    public string Name => Descriptor.JsonName;

    public FieldType Type => Descriptor.FieldType;

    public ulong Bit { get; }

    public ulong ChoiceBit { get; }

    /// <summary>Ids of traces and spans; other bytes are base64.</summary>
    public bool IsHexadecimal { get; }

    public bool IsPacked { get; }

    public uint Tag { get; }

    /// <summary>The message that the field holds.</summary>
    public JsonMessage Message => _message.Value;

    private WireFormat.WireType WireType { get; }

    /// <summary>Whether a name in JSON is this field's: lowerCamelCase, or as it stands in the .proto file.</summary>
    public bool IsNamed(ReadOnlySpan<byte> name) => name.SequenceEqual(_name) || name.SequenceEqual(_originalName);

    private static WireFormat.WireType WireTypeOf(FieldType type) => type switch
    {
        FieldType.String or FieldType.Bytes or FieldType.Message => WireFormat.WireType.LengthDelimited,
        FieldType.Double or FieldType.Fixed64 or FieldType.SFixed64 => WireFormat.WireType.Fixed64,
        FieldType.Float or FieldType.Fixed32 or FieldType.SFixed32 => WireFormat.WireType.Fixed32,
        _ => WireFormat.WireType.Varint,
    };
}
