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

    public static long[] Unpack(ReadOnlySpan<byte> bytes, int length)
    {
        var counts = new long[length];
        var reader = new WireReader(bytes);
        for (var i = 0; i < length; i++)
            counts[i] = (long)reader.ReadVarint();
        return counts;
    }

    private static int SizeOf(ulong value)
    {
        var size = 1;
        for (; value > 0x7f; value >>= 7)
            size++;
        return size;
    }
}
