using System.Collections.Immutable;

namespace OtelShop.Dashboard.Telemetry.Metrics;

/// <summary>What one process measured with one instrument and one set of attributes.</summary>
/// <param name="attributeBytes">The attributes, a KeyValueList.</param>
internal abstract class Series(byte[] attributeBytes)
{
    private static readonly long DefaultInterval = UnixTime.FromTimeSpan(TimeSpan.FromSeconds(60));
    private static readonly long MinGap = UnixTime.FromTimeSpan(TimeSpan.FromSeconds(15));

    private long _interval;

    public byte[] AttributeBytes { get; } = attributeBytes;

    /// <summary>By key.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Attributes { get; } = AttributeBlock.Read(attributeBytes);

    public ExemplarLog Exemplars { get; } = new();

    /// <summary>When a point of it came last, by the clock of this process.</summary>
    public long LastArrival { get; set; }

    /// <summary>Whether its values came as whole numbers.</summary>
    public bool IsInteger { get; private set; }

    public abstract long LastTime { get; }

    public abstract int PointCount { get; }

    /// <summary>Memory that it takes.</summary>
    public long Bytes => PointBytes + Exemplars.Bytes + 400 + (AttributeBytes.Length * 5L);

    /// <summary>How long it may stay away before that counts as a gap.</summary>
    public long MaxGap => Math.Max(MinGap, (_interval == 0 ? DefaultInterval : _interval) * 7 / 2);

    protected abstract long PointBytes { get; }

    /// <param name="point">What came.</param>
    /// <param name="isDelta">Whether it counts from the point before.</param>
    /// <param name="lastExport">When the sender sent points last, without one of this series if it is new. Zero when it never did.</param>
    public void Add(DecodedPoint point, bool isDelta, long lastExport)
    {
        foreach (var exemplar in point.Exemplars)
            Exemplars.Add(exemplar);
        if (point.Time <= LastTime)
            return;
        if (LastTime > 0)
            Learn(point.Time - LastTime);
        IsInteger = point.IsInteger;
        Keep(point, isDelta, lastExport);
    }

    /// <summary>Forgets the older part of its points, and its exemplars.</summary>
    public abstract void Forget(double share);

    /// <summary>The value of an attribute. Null when the series does not have it.</summary>
    public string? Attribute(string key)
    {
        foreach (var attribute in Attributes)
        {
            if (attribute.Key == key)
                return attribute.Value;
        }

        return null;
    }

    protected abstract void Keep(DecodedPoint point, bool isDelta, long lastExport);

    /// <summary>Takes on a slower pace step by step, so that one outage does not count as one.</summary>
    private void Learn(long spacing) => _interval = _interval == 0 ? spacing : spacing > _interval ? Math.Min(spacing, _interval * 2) : (_interval + spacing) / 2;
}
