using OtelShop.Dashboard.Charts;
using OtelShop.Dashboard.ServiceMap;
using OtelShop.Dashboard.Telemetry.Traces;

namespace OtelShop.Dashboard.GoldenSignals;

/// <summary>The requests of one service in a window and the one before, to be summed up in several ways.</summary>
/// <param name="from">Start of the window, Unix time in nanoseconds.</param>
/// <param name="until">End of the window.</param>
/// <param name="since">What began before is not known.</param>
internal sealed class RequestLog(long from, long until, long since)
{
    private readonly List<SpanEntry> _now = [];
    private readonly CallTally _all = new();
    private readonly CallTally _before = new();

    public IReadOnlyList<SpanEntry> Requests => _now;

    private KnownTime Known => new(from, until, since);

    public void Add(SpanEntry span)
    {
        if (span.Start < from)
        {
            _before.Add(span.Duration, span.IsError);
            return;
        }

        _now.Add(span);
        _all.Add(span.Duration, span.IsError);
    }

    public ServiceSignals Sum(string service, Slo slo, int steps, Saturation saturation) =>
        new(service, _all.Count(Known.Now), _before.Count(Known.Before), slo.Burn(_now.Count(s => slo.IsGood(s.Duration, s.IsError)), _now.Count), Series(steps), saturation);

    /// <summary>Without requests there are no errors and no latency: the lines have gaps there, and the rate is zero; of what is not known there is no rate either.</summary>
    public SignalSeries Series(int steps)
    {
        var tallies = Enumerable.Range(0, steps).Select(_ => new CallTally()).ToArray();
        var step = Math.Max(1, (until - from) / steps);
        foreach (var span in _now)
            tallies[(int)Math.Clamp((span.Start - from) / step, 0, steps - 1)].Add(span.Duration, span.IsError);
        var counts = tallies.Select((tally, i) => (Time: from + ((i + 1) * step), Calls: tally.Count(Known.Seconds(from + (i * step), from + ((i + 1) * step))))).ToArray();
        return new()
        {
            // Of a step that is known for a moment only, one request would be a high rate.
            Rate = [.. counts.Select(c => new ChartPoint(c.Time, c.Calls.Seconds * 2e9 < step ? null : c.Calls.Rate))],
            Errors = Points(c => c.ErrorShare * 100),
            P50 = Points(c => c.P50 / 1e6),
            P95 = Points(c => c.P95 / 1e6),
            P99 = Points(c => c.P99 / 1e6),
        };

        ChartPoint[] Points(Func<CallStatistics, double> value) => [.. counts.Select(c => new ChartPoint(c.Time, c.Calls.Calls == 0 ? null : value(c.Calls)))];
    }
}
