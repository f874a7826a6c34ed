namespace OtelShop.Dashboard.Telemetry.Metrics;

/// <summary>How values were spread during some time, put together from parts of histograms.</summary>
internal abstract class Distribution
{
    public abstract double Count { get; }

    /// <summary>NaN where it was not sent.</summary>
    public double Sum { get; protected set; }

    public double Mean => Count > 0 ? Sum / Count : double.NaN;

    /// <summary>Adds another one of the same kind.</summary>
    public abstract void Add(Distribution other);

    /// <summary>The value that a share of all values does not exceed, as far as buckets tell. NaN when there are no values.</summary>
    /// <param name="share">From 0 to 1.</param>
    public abstract double Quantile(double share);

    /// <summary>How many values do not exceed a bound, as far as buckets tell.</summary>
    public abstract double CountUpTo(double bound);

    /// <summary>Ends of the buckets that hold values, in ascending order.</summary>
    /// <param name="maxCount">Neighbours are put together until there are no more, where that loses nothing.</param>
    public abstract IReadOnlyList<double> Edges(int maxCount);
}
