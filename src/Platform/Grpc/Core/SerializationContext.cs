using System.Buffers;

namespace Grpc.Core;

/// <summary>Where a serializer puts its message: either an array at once, or length, bytes and completion.</summary>
public abstract class SerializationContext
{
    /// <summary>Takes the whole message.</summary>
    public virtual void Complete(byte[] payload) => throw new NotImplementedException();

    /// <summary>The buffer that the message is written into. Call <see cref="SetPayloadLength"/> before, <see cref="Complete()"/> after.</summary>
    public virtual IBufferWriter<byte> GetBufferWriter() => throw new NotImplementedException();

    /// <summary>Says how many bytes will be written; with it, the message needs no copy.</summary>
    public virtual void SetPayloadLength(int payloadLength) => throw new NotImplementedException();

    /// <summary>Says that the message is in the buffer.</summary>
    public virtual void Complete() => throw new NotImplementedException();
}
