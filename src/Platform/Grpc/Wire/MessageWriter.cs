using System.Buffers;
using System.IO.Compression;
using Grpc.Core;
using Grpc.Net.Compression;

namespace Grpc.Wire;

/// <summary>
/// Takes messages from serializers and puts their frames into a buffer, one after the other.
/// A message whose length is known and that is not compressed is serialized in place.
/// </summary>
internal sealed class MessageWriter : SerializationContext, IBufferWriter<byte>
{
    /// <summary>Up to this size, frame and message are one piece of the target: asking it for memory once is cheaper than thrice.</summary>
    private const int LargestSinglePiece = 3072;

    private const int Unknown = -1;

    private IBufferWriter<byte> _target = null!;
    private int? _sizeLimit;
    private int _length;
    private int _written;
    private Memory<byte> _piece;
    private PooledBuffer? _collected;
    private ICompressionProvider? _provider;
    private CompressionLevel? _level;

    /// <summary>Writes a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="serializer">Serializes it.</param>
    /// <param name="target">Takes the frame.</param>
    /// <param name="sizeLimit">The message's largest size in bytes before compression; null for no limit.</param>
    /// <param name="provider">Compresses it; null for not at all.</param>
    /// <param name="level">The effort; null for the provider's default.</param>
    public void Write<T>(
        T message, Action<T, SerializationContext> serializer, IBufferWriter<byte> target, int? sizeLimit, ICompressionProvider? provider, CompressionLevel? level)
    {
        _target = target;
        _sizeLimit = sizeLimit;
        _length = Unknown;
        _provider = provider;
        _level = level;
        try
        {
            serializer(message, this);
        }
        finally
        {
            _target = null!;
            _piece = default;
            _collected?.Return();
            _collected = null;
        }
    }

    public override void SetPayloadLength(int payloadLength)
    {
        CheckSize(payloadLength);
        _length = payloadLength;
    }

    public override IBufferWriter<byte> GetBufferWriter()
    {
        if (_length == Unknown || _provider is not null) { return _collected = new PooledBuffer(Math.Max(_length, 256)); }
        if (_length <= LargestSinglePiece)
        {
            _piece = _target.GetMemory(MessageFrame.HeaderSize + _length);
            MessageFrame.WriteHeader(_piece.Span, _length, isCompressed: false);
            _written = MessageFrame.HeaderSize;
            return this;
        }

        WriteHeader(_length, isCompressed: false);
        return _target;
    }

    public override void Complete()
    {
        if (_collected is not null)
        {
            WriteWhole(_collected.Written.Span);
        }
        else if (!_piece.IsEmpty)
        {
            _target.Advance(_written);
        }
    }

    public override void Complete(byte[] payload)
    {
        ArgumentNullException.ThrowIfNull(payload);
        WriteWhole(payload);
    }

    void IBufferWriter<byte>.Advance(int count) => _written += count;

    // A writer may ask for a little more than it uses at the end: the message's own length bounds what it fills.
    Memory<byte> IBufferWriter<byte>.GetMemory(int sizeHint) => _piece[_written..];

    Span<byte> IBufferWriter<byte>.GetSpan(int sizeHint) => _piece.Span[_written..];

    private void WriteWhole(ReadOnlySpan<byte> payload)
    {
        CheckSize(payload.Length);
        if (_provider is null)
        {
            WriteHeader(payload.Length, isCompressed: false);
            _target.Write(payload);
            return;
        }

        using var packed = new MemoryStream();
        using (var packing = _provider.CreateCompressionStream(packed, _level)) { packing.Write(payload); }

        WriteHeader((int)packed.Length, isCompressed: true);
        _target.Write(packed.GetBuffer().AsSpan(0, (int)packed.Length));
    }

    private void WriteHeader(int length, bool isCompressed)
    {
        MessageFrame.WriteHeader(_target.GetSpan(MessageFrame.HeaderSize), length, isCompressed);
        _target.Advance(MessageFrame.HeaderSize);
    }

    private void CheckSize(int length)
    {
        if (length > (_sizeLimit ?? int.MaxValue)) { throw WireError.MessageSentTooLarge(); }
    }
}
