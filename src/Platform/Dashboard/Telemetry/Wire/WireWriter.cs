using System.Buffers;

namespace OtelShop.Dashboard.Telemetry.Wire;

/// <summary>Writes a protobuf message out of messages that are bytes already.</summary>
internal sealed class WireWriter
{
    private readonly ArrayBufferWriter<byte> _buffer = new();

    public ReadOnlySpan<byte> Written => _buffer.WrittenSpan;

    public WireWriter Add(int field, ReadOnlySpan<byte> bytes)
    {
        AddVarint((uint)(field << 3) | (uint)WireType.Bytes);
        AddVarint((uint)bytes.Length);
        _buffer.Write(bytes);
        return this;
    }

    private void AddVarint(uint value)
    {
        const int More = 0x80;
        while (value >= More)
        {
            _buffer.Write([(byte)(value | More)]);
            value >>= 7;
        }

        _buffer.Write([(byte)value]);
    }
}
