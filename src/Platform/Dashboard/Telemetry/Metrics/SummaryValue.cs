namespace OtelShop.Dashboard.Telemetry.Metrics;

/// <summary>What a summary said at a moment.</summary>
internal sealed class SummaryValue(long count, double sum, double[] quantiles, double[] values) : ITotal<SummaryValue>
{
    public static SummaryValue Gap { get; } = new(0, double.NaN, [], []);

    public long Count { get; } = count;

    public double Sum { get; } = sum;

    public double[] Quantiles { get; } = quantiles;

    public double[] Values { get; } = values;

    public bool IsGap => ReferenceEquals(this, Gap);

    public int Bytes => 64 + (8 * (Quantiles.Length + Values.Length));

    /// <summary>Quantiles cannot be added, only the counts can: a new beginning is a new value.</summary>
    public bool IsLike(SummaryValue other) => true;

    public bool HasFallenFrom(SummaryValue before) => Count < before.Count;

    public bool IsSame(SummaryValue other) => Count == other.Count && Sum.Equals(other.Sum) && IsGap == other.IsGap
        && Quantiles.AsSpan().SequenceEqual(other.Quantiles) && Values.AsSpan().SequenceEqual(other.Values);

    public SummaryValue Nothing() => new(0, 0, [], []);

    public SummaryValue Plus(SummaryValue other) => new(Count + other.Count, Sum + other.Sum, Quantiles, Values);

    public SummaryValue Minus(SummaryValue other) => new(Math.Max(0, Count - other.Count), Sum - other.Sum, Quantiles, Values);
}
