using Google.Protobuf;
using OtelShop.Dashboard.Telemetry.Wire;

namespace OtelShop.Dashboard.Telemetry.Metrics;

/// <summary>Counts of buckets, most of which are zero or small, in as few bytes as they need.</summary>
internal static class PackedCounts
{
    public static byte[] Pack(ReadOnlySpan<long> counts)
    {
        var length = 0;
        foreach (var count in counts)
            length += SizeOf((ulong)count);
        var bytes = new byte[length];
        var position = 0;
        foreach (var count in counts)
        {
            var rest = (ulong)count;
            for (; rest > 0x7f; rest >>= 7)
                bytes[position++] = (byte)(rest | 0x80);
            bytes[position++] = (byte)rest;
        }

        return bytes;
    }

    /// <exception cref="InvalidProtocolBufferException">The last count is cut off.</exception>
    public static long[] Unpack(ReadOnlySpan<byte> bytes, int length)
    {
        var counts = new long[length];
        for (var i = 0; i < length; i++)
            counts[i] = (long)Next(ref bytes);
        return counts;
    }

    /// <summary>Takes the first of some packed numbers off.</summary>
    /// <exception cref="InvalidProtocolBufferException">It is cut off.</exception>
    public static ulong Next(ref ReadOnlySpan<byte> bytes)
    {
        ulong value = 0;
        for (var i = 0; i < bytes.Length && i < 10; i++)
        {
            value |= (ulong)(bytes[i] & 0x7f) << (7 * i);
            if (bytes[i] > 0x7f)
                continue;
            bytes = bytes[(i + 1)..];
            return value;
        }

        Malformed.Throw();
        return 0;
    }

    private static int SizeOf(ulong value)
    {
        var size = 1;
        for (; value > 0x7f; value >>= 7)
            size++;
        return size;
    }
}
