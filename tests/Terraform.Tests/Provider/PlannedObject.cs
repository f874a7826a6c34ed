using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Nerdbank.MessagePack;
using Block = OtelShop.Terraform.Tests.Provider.Protocol.Schema.Types.Block;

namespace OtelShop.Terraform.Tests.Provider;

/// <summary>Fills the computed attributes of an object in Terraform's MessagePack encoding.</summary>
internal sealed class PlannedObject
{
    // Terraform's encoding of a value that is not known before it is applied.
    private static readonly Nerdbank.MessagePack.Extension Unknown = new(0, new byte[] { 0 });
    private readonly string _type;
    private readonly ComputedValues _values;
    private readonly string _id;

    private PlannedObject(string type, ComputedValues values, ByteString configuration)
    {
        _type = type;
        _values = values;
        _id = IdOf(type, configuration);
    }

    /// <summary>The object with a value for each computed attribute that is null.</summary>
    public static ByteString Fill(string type, Block block, ByteString configuration, ComputedValues values)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        var reader = new MessagePackReader(configuration.Memory);
        new PlannedObject(type, values, configuration).Copy(ref reader, ref writer, block, root: true);
        writer.Flush();
        return ByteString.CopyFrom(buffer.WrittenSpan);
    }

    private void Copy(ref MessagePackReader reader, ref MessagePackWriter writer, Block block, bool root)
    {
        if (reader.NextMessagePackType != MessagePackType.Map)
        {
            writer.WriteRaw(reader.ReadRaw(new SerializationContext()).MsgPack);
            return;
        }

        var count = reader.ReadMapHeader();
        writer.WriteMapHeader(count);
        for (var entry = 0; entry < count; entry++)
        {
            var name = reader.ReadString()!;
            writer.Write(name);
            if (block.BlockTypes.FirstOrDefault(nested => nested.TypeName == name) is { } type) CopyBlocks(ref reader, ref writer, type.Block);
            else if (reader.NextMessagePackType == MessagePackType.Nil && block.Attributes.Single(attribute => attribute.Name == name) is { Computed: true } attribute)
            {
                reader.ReadNil();
                Write(ref writer, JsonNode.Parse(attribute.Type.Span)!, name, root);
            }
            else writer.WriteRaw(reader.ReadRaw(new SerializationContext()).MsgPack);
        }
    }

    private void CopyBlocks(ref MessagePackReader reader, ref MessagePackWriter writer, Block block)
    {
        if (reader.NextMessagePackType != MessagePackType.Array)
        {
            Copy(ref reader, ref writer, block, root: false);
            return;
        }

        var count = reader.ReadArrayHeader();
        writer.WriteArrayHeader(count);
        for (var item = 0; item < count; item++) Copy(ref reader, ref writer, block, root: false);
    }

    private void Write(ref MessagePackWriter writer, JsonNode type, string name, bool root)
    {
        if (_values == ComputedValues.Unknown || (_values == ComputedValues.Named && type is JsonArray)) writer.Write(Unknown);
        else if (type is JsonArray array)
        {
            if ((string)array[0]! == "map") writer.WriteMapHeader(0);
            else writer.WriteArrayHeader(0);
        }
        else if ((string)type! == "bool") writer.Write(false);
        else if ((string)type! == "number") writer.Write(0);
        else writer.Write(root && name == "id" ? _id : Text(name));
    }

    private string Text(string name) => name.EndsWith("_id", StringComparison.Ordinal) && _type.EndsWith("_client_config", StringComparison.Ordinal)
        ? Guid.Empty.ToString()
        : $"{_id}/{name}";

    // Two objects of one type have different arguments; those that are unknown make no difference.
    private static string IdOf(string type, ByteString configuration)
    {
        var reader = new MessagePackReader(configuration.Memory);
        string? group = null, name = null;
        if (reader.NextMessagePackType == MessagePackType.Map)
            for (var remaining = reader.ReadMapHeader(); remaining > 0; remaining--)
            {
                var key = reader.ReadString();
                var isText = reader.NextMessagePackType == MessagePackType.String;
                if (key == "name" && isText) name = reader.ReadString();
                else if (key == "resource_group_name" && isText) group = reader.ReadString();
                else reader.Skip(new SerializationContext());
            }

        var digest = Convert.ToHexStringLower(SHA256.HashData(configuration.Span))[..8];
        return $"/subscriptions/{Guid.Empty}/resourceGroups/{group ?? "-"}/providers/{type}/{name ?? "-"}-{digest}";
    }
}

/// <summary>What computed attributes are before anything is applied.</summary>
internal enum ComputedValues
{
    /// <summary>Unknown, as the real provider plans them.</summary>
    Unknown,

    /// <summary>Texts name the resource that they come from, so that references can be followed in a plan. The rest is unknown.</summary>
    Named,

    /// <summary>As <see cref="Named"/>, and the rest empty: what a data source reads must be known.</summary>
    Read,
}
