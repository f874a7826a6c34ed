using System.Buffers;

namespace Grpc.Core;

/// <summary>Where a deserializer takes a message from; valid only during the call.</summary>
public abstract class DeserializationContext
{
    /// <summary>Length of the message in bytes.</summary>
    public abstract int PayloadLength { get; }

    /// <summary>The message as a new array.</summary>
    public virtual byte[] PayloadAsNewBuffer() => PayloadAsReadOnlySequence().ToArray();

    /// <summary>The message where it lies.</summary>
    public abstract ReadOnlySequence<byte> PayloadAsReadOnlySequence();
}
