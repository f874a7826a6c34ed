using System.Buffers.Binary;
using OtelShop.Dashboard.Telemetry.Wire;

namespace OtelShop.Dashboard.Telemetry.Metrics;

/// <summary>Reads data points of all kinds.</summary>
internal static class PointDecoder
{
    public static void Read(InstrumentKind kind, ReadOnlySpan<byte> message, DecodedPoint point)
    {
        point.Reset();
        switch (kind)
        {
            case InstrumentKind.Histogram:
                ReadHistogram(message, point);
                break;
            case InstrumentKind.ExponentialHistogram:
                ReadExponential(message, point);
                break;
            case InstrumentKind.Summary:
                ReadSummary(message, point);
                break;
            default:
                ReadNumber(message, point);
                break;
        }

        if (point.Exemplars.Count > 1)
            point.Exemplars.Sort((a, b) => a.Time.CompareTo(b.Time));
    }

    /// <summary>Why a point cannot be kept. Null when it can.</summary>
    public static string? Problem(InstrumentKind kind, DecodedPoint point) => kind switch
    {
        _ when point.HasNoValue => null,
        InstrumentKind.Histogram when point.Counts.Count > 0 && point.Counts.Count != point.Bounds.Count + 1 => "a histogram needs one bucket more than it has bounds",
        InstrumentKind.Histogram when point.Bounds.Count > 1_000 => "a histogram may have 1000 bounds",
        InstrumentKind.Histogram when !IsIncreasing(point.Bounds) => "the bounds of a histogram must increase",
        InstrumentKind.ExponentialHistogram when point.Scale is < ExponentialTotal.MinScale or > ExponentialTotal.MaxScale => "the scale of a histogram is from -10 to 20",
        InstrumentKind.ExponentialHistogram when !IsRange(point.PositiveOffset, point.Counts) || !IsRange(point.NegativeOffset, point.NegativeCounts) =>
            "the buckets of a histogram lie beyond any number",
        _ when point.Counts.Exists(c => c < 0) || point.NegativeCounts.Exists(c => c < 0) || point.ZeroCount < 0 || point.Count < 0 => "a count is too large",
        InstrumentKind.Summary when point.Bounds.Count > 1_000 => "a summary may have 1000 quantiles",
        InstrumentKind.Gauge or InstrumentKind.Counter or InstrumentKind.UpDownCounter when !double.IsFinite(point.Value) => "a value is not a finite number",
        _ => null,
    };

    private static bool IsRange(int offset, List<long> counts) => offset is >= -(1 << 30) - 1 and <= 1 << 30 && counts.Count <= 1 << 20;

    private static bool IsIncreasing(List<double> bounds)
    {
        for (var i = 0; i < bounds.Count; i++)
        {
            if (double.IsNaN(bounds[i]) || (i > 0 && bounds[i] <= bounds[i - 1]))
                return false;
        }

        return true;
    }

    private static void ReadNumber(ReadOnlySpan<byte> message, DecodedPoint point)
    {
        var reader = new WireReader(message);
        while (reader.Read())
        {
            switch (reader.Field, reader.Type)
            {
                case (4, WireType.Fixed64):
                    point.Value = BitConverter.UInt64BitsToDouble(reader.Number);
                    break;
                case (6, WireType.Fixed64):
                    (point.Value, point.IsInteger) = ((long)reader.Number, true);
                    break;
                case (5, WireType.Bytes):
                    ReadExemplar(reader.Bytes, point);
                    break;
                default:
                    ReadCommon(reader, point, attributes: 7, flags: 8);
                    break;
            }
        }
    }

    private static void ReadHistogram(ReadOnlySpan<byte> message, DecodedPoint point)
    {
        var reader = new WireReader(message);
        while (reader.Read())
        {
            switch (reader.Field, reader.Type)
            {
                case (4, WireType.Fixed64):
                    point.Count = (long)reader.Number;
                    break;
                case (5, WireType.Fixed64):
                    point.Sum = BitConverter.UInt64BitsToDouble(reader.Number);
                    break;
                case (6, WireType.Fixed64):
                    point.Counts.Add((long)reader.Number);
                    break;
                case (6, WireType.Bytes):
                    for (var packed = reader.Bytes; packed.Length > 0; packed = packed[sizeof(long)..])
                        point.Counts.Add(BinaryPrimitives.ReadInt64LittleEndian(packed));
                    break;
                case (7, WireType.Fixed64):
                    point.Bounds.Add(BitConverter.UInt64BitsToDouble(reader.Number));
                    break;
                case (7, WireType.Bytes):
                    for (var packed = reader.Bytes; packed.Length > 0; packed = packed[sizeof(double)..])
                        point.Bounds.Add(BinaryPrimitives.ReadDoubleLittleEndian(packed));
                    break;
                case (8, WireType.Bytes):
                    ReadExemplar(reader.Bytes, point);
                    break;
                default:
                    ReadCommon(reader, point, attributes: 9, flags: 10);
                    break;
            }
        }

        if (point.Counts.Count == 0 && point.Bounds.Count == 0)
            point.Counts.Add(point.Count);
    }

    private static void ReadExponential(ReadOnlySpan<byte> message, DecodedPoint point)
    {
        var reader = new WireReader(message);
        while (reader.Read())
        {
            switch (reader.Field, reader.Type)
            {
                case (4, WireType.Fixed64):
                    point.Count = (long)reader.Number;
                    break;
                case (5, WireType.Fixed64):
                    point.Sum = BitConverter.UInt64BitsToDouble(reader.Number);
                    break;
                case (6, WireType.Varint):
                    point.Scale = ZigZag(reader.Number);
                    break;
                case (7, WireType.Fixed64):
                    point.ZeroCount = (long)reader.Number;
                    break;
                case (8, WireType.Bytes):
                    point.PositiveOffset = ReadBuckets(reader.Bytes, point.Counts);
                    break;
                case (9, WireType.Bytes):
                    point.NegativeOffset = ReadBuckets(reader.Bytes, point.NegativeCounts);
                    break;
                case (11, WireType.Bytes):
                    ReadExemplar(reader.Bytes, point);
                    break;
                case (14, WireType.Fixed64):
                    point.ZeroThreshold = BitConverter.UInt64BitsToDouble(reader.Number);
                    break;
                default:
                    ReadCommon(reader, point, attributes: 1, flags: 10);
                    break;
            }
        }
    }

    private static int ReadBuckets(ReadOnlySpan<byte> message, List<long> counts)
    {
        var offset = 0;
        var reader = new WireReader(message);
        while (reader.Read())
        {
            if ((reader.Field, reader.Type) is (1, WireType.Varint))
            {
                offset = ZigZag(reader.Number);
            }
            else if ((reader.Field, reader.Type) is (2, WireType.Varint))
            {
                counts.Add((long)reader.Number);
            }
            else if ((reader.Field, reader.Type) is (2, WireType.Bytes))
            {
                for (var packed = reader.Bytes; packed.Length > 0;)
                    counts.Add((long)PackedCounts.Next(ref packed));
            }
        }

        return offset;
    }

    private static void ReadSummary(ReadOnlySpan<byte> message, DecodedPoint point)
    {
        var reader = new WireReader(message);
        while (reader.Read())
        {
            switch (reader.Field, reader.Type)
            {
                case (4, WireType.Fixed64):
                    point.Count = (long)reader.Number;
                    break;
                case (5, WireType.Fixed64):
                    point.Sum = BitConverter.UInt64BitsToDouble(reader.Number);
                    break;
                case (6, WireType.Bytes):
                    ReadQuantile(reader.Bytes, point);
                    break;
                default:
                    ReadCommon(reader, point, attributes: 7, flags: 8);
                    break;
            }
        }
    }

    private static void ReadQuantile(ReadOnlySpan<byte> message, DecodedPoint point)
    {
        double quantile = 0, value = 0;
        var reader = new WireReader(message);
        while (reader.Read())
        {
            if ((reader.Field, reader.Type) is (1, WireType.Fixed64))
                quantile = BitConverter.UInt64BitsToDouble(reader.Number);
            else if ((reader.Field, reader.Type) is (2, WireType.Fixed64))
                value = BitConverter.UInt64BitsToDouble(reader.Number);
        }

        point.Bounds.Add(quantile);
        point.Values.Add(value);
    }

    private static void ReadCommon(in WireReader reader, DecodedPoint point, int attributes, int flags)
    {
        if (reader.Field == attributes && reader.Type == WireType.Bytes)
            point.AddAttribute(reader.Bytes);
        else if ((reader.Field, reader.Type) is (2, WireType.Fixed64))
            point.Start = (long)reader.Number;
        else if ((reader.Field, reader.Type) is (3, WireType.Fixed64))
            point.Time = (long)reader.Number;
        else if (reader.Field == flags && reader.Type == WireType.Varint)
            point.HasNoValue = (reader.Number & 1) != 0;
    }

    private static int ZigZag(ulong value) => (int)((uint)value >> 1) ^ -(int)(value & 1);

    private static void ReadExemplar(ReadOnlySpan<byte> message, DecodedPoint point)
    {
        var (time, value, trace, span) = (0L, double.NaN, default(TraceId), default(SpanId));
        var reader = new WireReader(message);
        while (reader.Read())
        {
            switch (reader.Field, reader.Type)
            {
                case (2, WireType.Fixed64):
                    time = (long)reader.Number;
                    break;
                case (3, WireType.Fixed64):
                    value = BitConverter.UInt64BitsToDouble(reader.Number);
                    break;
                case (6, WireType.Fixed64):
                    value = (long)reader.Number;
                    break;
                case (4, WireType.Bytes):
                    span = SpanId.Read(reader.Bytes);
                    break;
                case (5, WireType.Bytes):
                    trace = TraceId.Read(reader.Bytes);
                    break;
            }
        }

        point.Exemplars.Add(new(time, value, trace, span));
    }
}
