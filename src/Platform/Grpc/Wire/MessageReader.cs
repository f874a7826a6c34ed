using System.Buffers;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Compression;

namespace Grpc.Wire;

/// <summary>Gives payloads to deserializers. One serves any number of messages, one after the other.</summary>
internal sealed class MessageReader : DeserializationContext
{
    private ReadOnlySequence<byte> _payload;

    public override int PayloadLength => (int)_payload.Length;

    public override byte[] PayloadAsNewBuffer() => _payload.ToArray();

    public override ReadOnlySequence<byte> PayloadAsReadOnlySequence() => _payload;

    public T Read<T>(in ReadOnlySequence<byte> payload, Func<DeserializationContext, T> deserializer)
    {
        _payload = payload;
        try
        {
            return deserializer(this);
        }
        // Google.Protobuf computes the end of a message that claims to have nearly 2^31 bytes beyond the range of int, and stumbles over it.
        catch (Exception error) when (error is InvalidProtocolBufferException or IndexOutOfRangeException or ArgumentOutOfRangeException or OutOfMemoryException)
        {
            throw WireError.BrokenMessage(error);
        }
        finally
        {
            _payload = default;
        }
    }

    public T ReadCompressed<T>(
        in ReadOnlySequence<byte> payload, ICompressionProvider? provider, int? sizeLimit, Func<DeserializationContext, T> deserializer)
    {
        if (provider is null) { throw WireError.CompressedWithoutEncoding(); }
        var plain = Decompress(payload, provider, sizeLimit);
        try
        {
            return Read(new ReadOnlySequence<byte>(plain.Written), deserializer);
        }
        finally
        {
            plain.Return();
        }
    }

    private static PooledBuffer Decompress(in ReadOnlySequence<byte> payload, ICompressionProvider provider, int? sizeLimit)
    {
        var plain = new PooledBuffer(4096);
        try
        {
            using var packed = new MemoryStream(payload.ToArray(), writable: false);
            using var unpacking = provider.CreateDecompressionStream(packed);
            int read;
            while ((read = unpacking.Read(plain.GetSpan(4096))) > 0)
            {
                plain.Advance(read);
                // The limit holds for what comes out, or a few kilobytes could fill the memory.
                if (plain.WrittenCount > (sizeLimit ?? int.MaxValue)) { throw WireError.MessageReceivedTooLarge(); }
            }

            return plain;
        }
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            plain.Return();
            throw WireError.BrokenCompression(error);
        }
        catch
        {
            plain.Return();
            throw;
        }
    }
}
