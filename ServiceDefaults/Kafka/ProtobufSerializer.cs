using Confluent.Kafka;
using Google.Protobuf;

namespace OtelShop.ServiceDefaults.Kafka;

/// <summary>Writes a message as its plain protobuf bytes, without the header of a schema registry.</summary>
internal sealed class ProtobufSerializer<TMessage> : ISerializer<TMessage>
    where TMessage : IMessage
{
    public byte[] Serialize(TMessage data, SerializationContext context) => data.ToByteArray();
}
