using System.Buffers.Binary;
using System.IO.Pipelines;

namespace OtelShop.Flagd.Connect;

/// <summary>Frame of a streamed message: one byte of flags, four bytes of length, the message (Connect protocol, "Streaming RPCs"; same in gRPC-Web).</summary>
internal static class Envelope
{
    public const byte Message = 0;
    public const byte Compressed = 1;
    public const byte EndOfStream = 2;

    /// <summary>gRPC-Web's counterpart of <see cref="EndOfStream"/>.</summary>
    public const byte Trailers = 0x80;

    public static async Task WriteEnvelopeAsync(this PipeWriter writer, byte flags, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        var head = writer.GetSpan(5);
        head[0] = flags;
        BinaryPrimitives.WriteUInt32BigEndian(head[1..], (uint)data.Length);
        writer.Advance(5);
        await writer.WriteAsync(data, cancellationToken);
    }
}
