namespace OtelShop.Dashboard.Telemetry.Metrics;

/// <summary>Reads data points of all kinds. Tags are <c>field number &lt;&lt; 3 | wire type</c>.</summary>
internal static class PointDecoder
{
    private const uint Varint = 0, Fixed64 = 1, Bytes = 2;

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
        while (reader.ReadTag() is var tag and not 0)
        {
            switch (tag)
            {
                case (4 << 3) | Fixed64:
                    point.Value = reader.ReadDouble();
                    break;
                case (6 << 3) | Fixed64:
                    (point.Value, point.IsInteger) = ((long)reader.ReadFixed64(), true);
                    break;
                case (5 << 3) | Bytes:
                    ReadExemplar(reader.ReadBytes(), point);
                    break;
                default:
                    ReadCommon(ref reader, tag, point, attributes: 7, flags: 8);
                    break;
            }
        }
    }

    private static void ReadHistogram(ReadOnlySpan<byte> message, DecodedPoint point)
    {
        var reader = new WireReader(message);
        while (reader.ReadTag() is var tag and not 0)
        {
            switch (tag)
            {
                case (4 << 3) | Fixed64:
                    point.Count = (long)reader.ReadFixed64();
                    break;
                case (5 << 3) | Fixed64:
                    point.Sum = reader.ReadDouble();
                    break;
                case (6 << 3) | Fixed64:
                    point.Counts.Add((long)reader.ReadFixed64());
                    break;
                case (6 << 3) | Bytes:
                    for (var packed = new WireReader(reader.ReadBytes()); !packed.IsAtEnd;)
                        point.Counts.Add((long)packed.ReadFixed64());
                    break;
                case (7 << 3) | Fixed64:
                    point.Bounds.Add(reader.ReadDouble());
                    break;
                case (7 << 3) | Bytes:
                    for (var packed = new WireReader(reader.ReadBytes()); !packed.IsAtEnd;)
                        point.Bounds.Add(packed.ReadDouble());
                    break;
                case (8 << 3) | Bytes:
                    ReadExemplar(reader.ReadBytes(), point);
                    break;
                default:
                    ReadCommon(ref reader, tag, point, attributes: 9, flags: 10);
                    break;
            }
        }

        if (point.Counts.Count == 0 && point.Bounds.Count == 0)
            point.Counts.Add(point.Count);
    }

    private static void ReadExponential(ReadOnlySpan<byte> message, DecodedPoint point)
    {
        var reader = new WireReader(message);
        while (reader.ReadTag() is var tag and not 0)
        {
            switch (tag)
            {
                case (4 << 3) | Fixed64:
                    point.Count = (long)reader.ReadFixed64();
                    break;
                case (5 << 3) | Fixed64:
                    point.Sum = reader.ReadDouble();
                    break;
                case (6 << 3) | Varint:
                    point.Scale = reader.ReadZigZag();
                    break;
                case (7 << 3) | Fixed64:
                    point.ZeroCount = (long)reader.ReadFixed64();
                    break;
                case (8 << 3) | Bytes:
                    point.PositiveOffset = ReadBuckets(reader.ReadBytes(), point.Counts);
                    break;
                case (9 << 3) | Bytes:
                    point.NegativeOffset = ReadBuckets(reader.ReadBytes(), point.NegativeCounts);
                    break;
                case (11 << 3) | Bytes:
                    ReadExemplar(reader.ReadBytes(), point);
                    break;
                case (14 << 3) | Fixed64:
                    point.ZeroThreshold = reader.ReadDouble();
                    break;
                default:
                    ReadCommon(ref reader, tag, point, attributes: 1, flags: 10);
                    break;
            }
        }
    }

    private static int ReadBuckets(ReadOnlySpan<byte> message, List<long> counts)
    {
        var offset = 0;
        var reader = new WireReader(message);
        while (reader.ReadTag() is var tag and not 0)
        {
            if (tag == ((1 << 3) | Varint))
            {
                offset = reader.ReadZigZag();
            }
            else if (tag == ((2 << 3) | Varint))
            {
                counts.Add((long)reader.ReadVarint());
            }
            else if (tag == ((2 << 3) | Bytes))
            {
                for (var packed = new WireReader(reader.ReadBytes()); !packed.IsAtEnd;)
                    counts.Add((long)packed.ReadVarint());
            }
            else
            {
                reader.Skip(tag);
            }
        }

        return offset;
    }

    private static void ReadSummary(ReadOnlySpan<byte> message, DecodedPoint point)
    {
        var reader = new WireReader(message);
        while (reader.ReadTag() is var tag and not 0)
        {
            switch (tag)
            {
                case (4 << 3) | Fixed64:
                    point.Count = (long)reader.ReadFixed64();
                    break;
                case (5 << 3) | Fixed64:
                    point.Sum = reader.ReadDouble();
                    break;
                case (6 << 3) | Bytes:
                    ReadQuantile(reader.ReadBytes(), point);
                    break;
                default:
                    ReadCommon(ref reader, tag, point, attributes: 7, flags: 8);
                    break;
            }
        }
    }

    private static void ReadQuantile(ReadOnlySpan<byte> message, DecodedPoint point)
    {
        double quantile = 0, value = 0;
        var reader = new WireReader(message);
        while (reader.ReadTag() is var tag and not 0)
        {
            if (tag == ((1 << 3) | Fixed64))
                quantile = reader.ReadDouble();
            else if (tag == ((2 << 3) | Fixed64))
                value = reader.ReadDouble();
            else
                reader.Skip(tag);
        }

        point.Bounds.Add(quantile);
        point.Values.Add(value);
    }

    private static void ReadCommon(ref WireReader reader, uint tag, DecodedPoint point, uint attributes, uint flags)
    {
        if (tag == ((attributes << 3) | Bytes))
            point.AddAttribute(reader.ReadBytes());
        else if (tag == ((2 << 3) | Fixed64))
            point.Start = (long)reader.ReadFixed64();
        else if (tag == ((3 << 3) | Fixed64))
            point.Time = (long)reader.ReadFixed64();
        else if (tag == ((flags << 3) | Varint))
            point.HasNoValue = (reader.ReadVarint() & 1) != 0;
        else
            reader.Skip(tag);
    }

    private static void ReadExemplar(ReadOnlySpan<byte> message, DecodedPoint point)
    {
        var (time, value, trace, span) = (0L, double.NaN, default(TraceId), default(SpanId));
        var reader = new WireReader(message);
        while (reader.ReadTag() is var tag and not 0)
        {
            switch (tag)
            {
                case (2 << 3) | Fixed64:
                    time = (long)reader.ReadFixed64();
                    break;
                case (3 << 3) | Fixed64:
                    value = reader.ReadDouble();
                    break;
                case (6 << 3) | Fixed64:
                    value = (long)reader.ReadFixed64();
                    break;
                case (4 << 3) | Bytes:
                    span = SpanId.Read(reader.ReadBytes());
                    break;
                case (5 << 3) | Bytes:
                    trace = TraceId.Read(reader.ReadBytes());
                    break;
                default:
                    reader.Skip(tag);
                    break;
            }
        }

        point.Exemplars.Add(new(time, value, trace, span));
    }
}
