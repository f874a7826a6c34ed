using OtelShop.Dashboard.Charts;

namespace OtelShop.Dashboard.GoldenSignals;

/// <summary>Signals over time. Public because components are, and take it as a parameter.</summary>
public sealed record SignalSeries
{
    public static SignalSeries Empty { get; } = new();

    /// <summary>Requests a second.</summary>
    public IReadOnlyList<ChartPoint> Rate { get; init; } = [];

    /// <summary>Percent of requests that failed.</summary>
    public IReadOnlyList<ChartPoint> Errors { get; init; } = [];

    /// <summary>Milliseconds, as are the others.</summary>
    public IReadOnlyList<ChartPoint> P50 { get; init; } = [];

    public IReadOnlyList<ChartPoint> P95 { get; init; } = [];

    public IReadOnlyList<ChartPoint> P99 { get; init; } = [];
}
