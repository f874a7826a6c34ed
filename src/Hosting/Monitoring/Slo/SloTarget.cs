namespace Aspire.Hosting;

/// <summary>What users may expect of a service's requests within 30 days.</summary>
/// <param name="Availability">Percentage of requests that succeed, such as 99.9.</param>
/// <param name="P95">Time within which 95 % of requests end. Must be a boundary of the histograms, such as 500 ms.</param>
/// <param name="P99">Time within which 99 % of requests end. Must be a boundary of the histograms, such as 1 s.</param>
public sealed record SloTarget(double Availability, TimeSpan P95, TimeSpan P99)
{
    /// <summary>The target of services without one of their own: 99.9 %, 500 ms, 1 s.</summary>
    public static SloTarget Default { get; } = new(99.9, TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(1));

    /// <summary>Share of requests that may fail, such as 0.001.</summary>
    public double MaxErrorRate => Math.Round((100 - Availability) / 100, 10);

    /// <summary>The weaker value of each figure: what reads and writes together have to meet.</summary>
    /// <param name="other">The other target.</param>
    public SloTarget Weakest(SloTarget other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new SloTarget(Math.Min(Availability, other.Availability), P95 > other.P95 ? P95 : other.P95, P99 > other.P99 ? P99 : other.P99);
    }
}
