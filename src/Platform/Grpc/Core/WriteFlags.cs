namespace Grpc.Core;

/// <summary>Wishes for one message.</summary>
[Flags]
public enum WriteFlags
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The message may wait in the buffer for the next one.</summary>
    BufferHint = 0x1,

    /// <summary>The message goes uncompressed even when the call compresses.</summary>
    NoCompress = 0x2,
}
