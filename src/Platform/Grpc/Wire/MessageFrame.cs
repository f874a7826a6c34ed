using System.Buffers;
using System.Buffers.Binary;
using Grpc.Core;

namespace Grpc.Wire;

/// <summary>The frame of a message: one byte that says whether it is compressed, four of length, the message.</summary>
internal static class MessageFrame
{
    public const int HeaderSize = 5;

    public static void WriteHeader(Span<byte> destination, int length, bool isCompressed)
    {
        destination[0] = isCompressed ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteUInt32BigEndian(destination[1..], (uint)length);
    }

    /// <summary>Takes the first frame off a buffer. False when it is not all there yet.</summary>
    /// <exception cref="RpcException">The flag is none, or the message is over the limit: then it is not waited for.</exception>
    public static bool TryRead(ref ReadOnlySequence<byte> buffer, int? sizeLimit, out ReadOnlySequence<byte> payload, out bool isCompressed)
    {
        payload = default;
        isCompressed = false;
        if (buffer.Length < HeaderSize) { return false; }

        Span<byte> header = stackalloc byte[HeaderSize];
        if (buffer.FirstSpan.Length >= HeaderSize)
        {
            buffer.FirstSpan[..HeaderSize].CopyTo(header);
        }
        else
        {
            buffer.Slice(0, HeaderSize).CopyTo(header);
        }

        var length = ReadHeader(header, sizeLimit, out isCompressed);
        if (buffer.Length - HeaderSize < length) { return false; }

        payload = buffer.Slice(HeaderSize, length);
        buffer = buffer.Slice(payload.End);
        return true;
    }

    /// <summary>Reads the five bytes before a message.</summary>
    /// <exception cref="RpcException">The flag is none, or the message is over the limit.</exception>
    public static int ReadHeader(ReadOnlySpan<byte> header, int? sizeLimit, out bool isCompressed)
    {
        if (header[0] > 1) { throw new RpcException(new Status(StatusCode.Internal, "Unexpected compressed flag value in message header.")); }

        isCompressed = header[0] == 1;
        var length = BinaryPrimitives.ReadUInt32BigEndian(header[1..]);
        return length <= (uint)(sizeLimit ?? Array.MaxLength) ? (int)length : throw WireError.MessageReceivedTooLarge();
    }
}
