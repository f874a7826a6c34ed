using System.Buffers;

namespace Grpc.Core;

/// <summary>Where a serializer puts a message: either all at once, or its length first and then the bytes.</summary>
public abstract class SerializationContext
{
    /// <summary>Gives the whole message.</summary>
    /// <param name="payload">The bytes; owned by the receiver from here on.</param>
    public virtual void Complete(byte[] payload) => throw new NotImplementedException();

    /// <summary>The writer for the message's bytes.</summary>
    public virtual IBufferWriter<byte> GetBufferWriter() => throw new NotImplementedException();

    /// <summary>Says how many bytes will be written; to be called before <see cref="GetBufferWriter"/>.</summary>
    /// <param name="payloadLength">Bytes.</param>
    public virtual void SetPayloadLength(int payloadLength)
    {
    }

    /// <summary>Says that the message has been written.</summary>
    public virtual void Complete() => throw new NotImplementedException();
}
