using System.Buffers;
using System.Buffers.Binary;

namespace OtelShop.Dashboard.Ingest.Json;

/// <summary>Writes the binary encoding of Protocol Buffers.</summary>
internal sealed class WireOutput(PooledBytes output)
{
    private const int LongestVarint = 10;

    public void WriteVarint(ulong value) => output.Advance(Encode(value, output.GetSpan(LongestVarint)));

    public void WriteFixed64(ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(output.GetSpan(sizeof(ulong)), value);
        output.Advance(sizeof(ulong));
    }

    public void WriteFixed32(uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(output.GetSpan(sizeof(uint)), value);
        output.Advance(sizeof(uint));
    }

    /// <summary>Writes bytes and, before them, how many there are.</summary>
    public void WriteBytes(ReadOnlySpan<byte> bytes)
    {
        WriteVarint((ulong)bytes.Length);
        output.Write(bytes);
    }

    /// <summary>Puts the length of what was written since a position before it. Content moves by a few bytes, once for each level.</summary>
    public void EndLength(int start)
    {
        Span<byte> length = stackalloc byte[LongestVarint];
        output.Insert(start, length[..Encode((ulong)(output.Length - start), length)]);
    }

    private static int Encode(ulong value, Span<byte> target)
    {
        var count = 0;
        while (value >= 0x80)
        {
            target[count++] = (byte)(value | 0x80);
            value >>= 7;
        }

        target[count++] = (byte)value;
        return count;
    }
}
