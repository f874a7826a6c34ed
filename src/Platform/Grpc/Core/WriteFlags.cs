namespace Grpc.Core;

/// <summary>How a message is written.</summary>
[Flags]
public enum WriteFlags
{
    /// <summary>Written at once, compressed when the call is.</summary>
    None = 0,

    /// <summary>May stay in the buffer until the next message or the end of the call.</summary>
    BufferHint = 1,

    /// <summary>Not compressed, even if the call is.</summary>
    NoCompress = 2,
}
