using OtelShop.Dashboard.Charts;
using OtelShop.Dashboard.Layout;
using OtelShop.Dashboard.Telemetry.Traces;

namespace OtelShop.Dashboard.GoldenSignals;

/// <summary>Picks the requests worth a look: those that missed the objective, and the slowest.</summary>
internal static class RequestDots
{
    /// <summary>By time; values are milliseconds.</summary>
    public static IReadOnlyList<ChartDot> Of(IEnumerable<SpanEntry> requests, Slo slo, int count) =>
    [
        .. requests.OrderBy(r => slo.IsGood(r.Duration, r.IsError)).ThenByDescending(r => r.Duration).Take(count).OrderBy(r => r.Start).Select(r => new ChartDot(
            r.Start, r.Duration / 1e6, $"/traces/detail/{r.TraceId}?spanId={r.SpanId}", $"{r.Name}: {Duration.Format(r.Duration)}{(r.IsError ? ", failed" : null)}")),
    ];
}
