using System.Buffers.Binary;
using System.IO.Pipelines;

namespace OtelShop.Flagd.Connect;

/// <summary>Each message of a stream: a byte of flags, four of length, the message (Connect protocol, "Streaming RPCs"; the same in gRPC-Web).</summary>
internal static class Envelope
{
    public const byte Message = 0;
    public const byte Compressed = 1;
    public const byte EndOfStream = 2;

    /// <summary>Instead of <see cref="EndOfStream"/> in gRPC-Web.</summary>
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
