using System.Runtime.InteropServices;

namespace OtelShop.Dashboard.Telemetry.Metrics;

/// <summary>What one process measures with one instrument.</summary>
internal sealed class Instrument(InstrumentIdentity identity, TelemetryLimitOptions limits)
{
    /// <summary>As many as SDKs send before they put the rest into one series with the attribute otel.metric.overflow.</summary>
    public const int MaxSeries = 2_000;

    private const int MaxAttributeBytes = 16 * 1024;

    private readonly Dictionary<byte[], Series> _byBytes = new(BytesComparer.Instance);
    private readonly List<Series> _series = [];

    public InstrumentIdentity Identity { get; } = identity;

    public string Description { get; set; } = "";

    /// <summary>Whether it was sent as what was counted since the point before.</summary>
    public bool IsDelta { get; set; }

    /// <summary>Points that were turned away because there were too many series.</summary>
    public long Rejected { get; private set; }

    public IReadOnlyList<Series> Series => _series;

    public long LastTime => _series.Count == 0 ? 0 : _series.Max(s => s.LastTime);

    /// <summary>Keeps a point.</summary>
    /// <returns>How much more memory it takes, in bytes. Null when there is no room for another series.</returns>
    public long? Add(DecodedPoint point, long lastExport, long arrival)
    {
        long before = 0;
        if (_byBytes.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(point.Attributes, out var series))
        {
            before = series.Bytes;
        }
        else
        {
            series = Find(point, out var isNew);
            if (series is null)
            {
                Rejected++;
                return null;
            }

            before = isNew ? 0 : series.Bytes;
        }

        series.LastArrival = arrival;
        series.Add(point, IsDelta, lastExport);
        return series.Bytes - before;
    }

    /// <summary>Forgets series.</summary>
    /// <returns>How much memory that gives back, in bytes.</returns>
    public long Remove(Func<Series, bool> isUnwanted)
    {
        var unwanted = _series.Where(isUnwanted).ToHashSet();
        if (unwanted.Count == 0)
            return 0;
        _series.RemoveAll(unwanted.Contains);
        foreach (var key in _byBytes.Where(p => unwanted.Contains(p.Value)).Select(p => p.Key).ToList())
            _byBytes.Remove(key);
        return unwanted.Sum(s => s.Bytes);
    }

    /// <summary>Attributes may come in any order, and there may be more of them than are kept.</summary>
    private Series? Find(DecodedPoint point, out bool isNew)
    {
        var normal = AttributeBlock.Normalize(point.Attributes, limits.MaxAttributeCount, Math.Min(limits.MaxAttributeLength, MaxAttributeBytes));
        isNew = !_byBytes.TryGetValue(normal, out var series);
        if (isNew)
        {
            if (_series.Count >= MaxSeries)
                return null;
            series = Create(normal);
            _series.Add(series);
            _byBytes.Add(normal, series);
        }

        // The next point of the series is found without reading its attributes. A sender that shuffles them gets no more than a few such entries.
        if (point.Attributes.Length <= MaxAttributeBytes && _byBytes.Count < 2 * MaxSeries)
            _byBytes.TryAdd(point.Attributes.ToArray(), series!);
        return series;
    }

    private Series Create(byte[] attributes) => Identity.Kind switch
    {
        InstrumentKind.Histogram => new TypedSeries<BucketTotal>(attributes, limits.MaxMetricsCount, isCounted: true, ReadBuckets),
        InstrumentKind.ExponentialHistogram => new TypedSeries<ExponentialTotal>(attributes, limits.MaxMetricsCount, isCounted: true, ReadExponential),
        InstrumentKind.Summary => new TypedSeries<SummaryValue>(attributes, limits.MaxMetricsCount, isCounted: false, ReadSummary),
        _ => new TypedSeries<NumberTotal>(attributes, limits.MaxMetricsCount, Identity.Kind == InstrumentKind.Counter, ReadNumber),
    };

    private static NumberTotal ReadNumber(DecodedPoint point, NumberTotal before) => new(point.Value);

    /// <summary>Bounds hardly ever change: a series keeps them once.</summary>
    private static BucketTotal ReadBuckets(DecodedPoint point, BucketTotal before)
    {
        var bounds = CollectionsMarshal.AsSpan(point.Bounds);
        return new(bounds.SequenceEqual(before.Bounds) ? before.Bounds : bounds.ToArray(), CollectionsMarshal.AsSpan(point.Counts), point.Sum);
    }

    private static ExponentialTotal ReadExponential(DecodedPoint point, ExponentialTotal before) => new(
        point.Scale,
        point.ZeroCount,
        point.ZeroThreshold,
        ExponentialBuckets.Of(point.PositiveOffset, CollectionsMarshal.AsSpan(point.Counts)),
        ExponentialBuckets.Of(point.NegativeOffset, CollectionsMarshal.AsSpan(point.NegativeCounts)),
        point.Sum);

    private static SummaryValue ReadSummary(DecodedPoint point, SummaryValue before) => new(point.Count, point.Sum, [.. point.Bounds], [.. point.Values]);
}
