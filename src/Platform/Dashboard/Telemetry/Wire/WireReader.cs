using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Google.Protobuf;

namespace OtelShop.Dashboard.Telemetry.Wire;

/// <summary>Reads a protobuf message field by field, without making objects of it.</summary>
internal ref struct WireReader(ReadOnlySpan<byte> message)
{
    private const int MaxVarintLength = 10;

    private ReadOnlySpan<byte> _rest = message;

    /// <summary>Number of the field that was read.</summary>
    public int Field { get; private set; }

    public WireType Type { get; private set; }

    /// <summary>Value of a field that is a number.</summary>
    public ulong Number { get; private set; }

    /// <summary>Value of a field that is a text, bytes or a message; empty for numbers.</summary>
    public ReadOnlySpan<byte> Bytes { get; private set; }

    /// <summary>The bytes of one field, the last where it is repeated; empty where it is missing.</summary>
    public static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> message, int field)
    {
        var found = ReadOnlySpan<byte>.Empty;
        var reader = new WireReader(message);
        while (reader.Read())
        {
            if (reader.Field == field && reader.Type == WireType.Bytes)
                found = reader.Bytes;
        }

        return found;
    }

    /// <summary>Reads the next field.</summary>
    /// <returns>False at the end of the message.</returns>
    /// <exception cref="InvalidProtocolBufferException">It is not a protobuf message.</exception>
    public bool Read()
    {
        if (_rest.IsEmpty)
            return false;
        var tag = ReadVarint();
        if (tag is < 1 << 3 or > uint.MaxValue)
            Malformed.Throw();
        Field = (int)(tag >> 3);
        Type = (WireType)(tag & 7);
        Bytes = default;
        switch (Type)
        {
            case WireType.Varint:
                Number = ReadVarint();
                break;
            case WireType.Fixed64:
                Number = BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong)));
                break;
            case WireType.Fixed32:
                Number = BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint)));
                break;
            case WireType.Bytes:
                Bytes = Take(ReadVarint());
                break;
            default:
                Malformed.Throw();
                break;
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong ReadVarint()
    {
        if (!_rest.IsEmpty && _rest[0] < 0x80)
        {
            var single = _rest[0];
            _rest = _rest[1..];
            return single;
        }

        return ReadLongVarint();
    }

    private ulong ReadLongVarint()
    {
        var value = 0UL;
        for (var i = 0; i < MaxVarintLength && i < _rest.Length; i++)
        {
            value |= (ulong)(_rest[i] & 0x7F) << (7 * i);
            if (_rest[i] < 0x80)
            {
                _rest = _rest[(i + 1)..];
                return value;
            }
        }

        Malformed.Throw();
        return 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ReadOnlySpan<byte> Take(ulong length)
    {
        if (length > (ulong)_rest.Length)
            Malformed.Throw();
        var taken = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return taken;
    }
}
