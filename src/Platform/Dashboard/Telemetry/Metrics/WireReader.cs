using System.Buffers.Binary;
using Google.Protobuf;
using OpenTelemetry.Proto.Metrics.V1;

namespace OtelShop.Dashboard.Telemetry.Metrics;

/// <summary>
/// Reads protocol buffers where they lie. Most points of an export belong to series that are known, and are over before a message object of theirs
/// could have been built.
/// </summary>
internal ref struct WireReader(ReadOnlySpan<byte> data)
{
    private readonly ReadOnlySpan<byte> _data = data;
    private int _position;

    public readonly bool IsAtEnd => _position == _data.Length;

    /// <summary>The next field's number and wire type, as <c>number &lt;&lt; 3 | type</c>. Zero at the end.</summary>
    public uint ReadTag()
    {
        if (_position == _data.Length)
            return 0;
        var tag = ReadVarint();
        return tag is > 7 and <= uint.MaxValue ? (uint)tag : throw Malformed();
    }

    public ulong ReadVarint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 70; shift += 7)
        {
            if (_position == _data.Length)
                throw Malformed();
            var next = _data[_position++];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
                return value;
        }

        throw Malformed();
    }

    public int ReadZigZag() => DecodeZigZag((uint)ReadVarint());

    public ulong ReadFixed64()
    {
        if (_data.Length - _position < 8)
            throw Malformed();
        var value = BinaryPrimitives.ReadUInt64LittleEndian(_data[_position..]);
        _position += 8;
        return value;
    }

    public double ReadDouble() => BitConverter.UInt64BitsToDouble(ReadFixed64());

    public ReadOnlySpan<byte> ReadBytes()
    {
        var length = ReadVarint();
        if (length > (ulong)(_data.Length - _position))
            throw Malformed();
        var bytes = _data.Slice(_position, (int)length);
        _position += (int)length;
        return bytes;
    }

    public void Skip(uint tag)
    {
        switch (tag & 7)
        {
            case 0:
                ReadVarint();
                break;
            case 1:
                ReadFixed64();
                break;
            case 2:
                ReadBytes();
                break;
            case 5 when _data.Length - _position >= 4:
                _position += 4;
                break;
            default:
                throw Malformed();
        }
    }

    private static int DecodeZigZag(uint value) => (int)(value >> 1) ^ -(int)(value & 1);

    /// <summary>The library's own exception, whose constructors are not public.</summary>
    public static InvalidProtocolBufferException Malformed()
    {
        try
        {
            MetricsData.Parser.ParseFrom([0x0a, 0x7f]);
            throw new InvalidOperationException("A truncated message was read.");
        }
        catch (InvalidProtocolBufferException error)
        {
            return error;
        }
    }
}
