namespace Grpc.Core;

/// <summary>How messages are written.</summary>
/// <param name="flags">Wishes for the messages.</param>
public class WriteOptions(WriteFlags flags = default)
{
    /// <summary>No wishes.</summary>
    public static readonly WriteOptions Default = new();

    /// <summary>Wishes for the messages.</summary>
    public WriteFlags Flags { get; } = flags;
}
