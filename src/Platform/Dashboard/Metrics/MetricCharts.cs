using OtelShop.Dashboard.Charts;
using OtelShop.Dashboard.Telemetry.Metrics;

namespace OtelShop.Dashboard.Metrics;

/// <summary>Turns what was measured into lines.</summary>
internal static class MetricCharts
{
    private static readonly (double Share, string Name)[] Percentiles = [(0.5, "P50"), (0.9, "P90"), (0.95, "P95"), (0.99, "P99")];

    /// <summary>Unit of the lines of <see cref="Values"/>: counters are shown as rates.</summary>
    public static string UnitOf(InstrumentIdentity identity) =>
        identity.Kind == InstrumentKind.Counter ? (identity.Unit is "1" ? "" : identity.Unit) + "/s" : identity.Unit;

    /// <summary>The instrument's own values: rates of counters, percentiles of histograms.</summary>
    /// <param name="result">What was measured.</param>
    /// <param name="percentile">Of histograms that are split.</param>
    /// <param name="isSplit">Whether each group is a line of its own.</param>
    public static IReadOnlyList<ChartSeries> Values(MetricResult result, int percentile, bool isSplit)
    {
        if (result.Instrument.Identity.IsDistribution)
        {
            return isSplit
                ? [.. result.Groups.Select((g, i) => Series(g.Name, Colour(i), result.Times, g.Quantile(percentile / 100.0)))]
                : [.. result.Groups.SelectMany(g => Percentiles.Select((p, i) => Series(p.Name, "quantile-" + i, result.Times, g.Quantile(p.Share))))];
        }

        if (result.Instrument.Identity.Kind == InstrumentKind.Summary)
        {
            return [.. result.Groups.SelectMany(g => g.Quantiles.OrderBy(q => q.Key).Select(q => (Name: $"{g.Name} P{q.Key * 100:0.##}".Trim(), q.Value)))
                .Select((line, i) => Series(line.Name, isSplit ? Colour(i) : "quantile-" + Math.Min(i, 3), result.Times, line.Value))];
        }

        return Rates(result);
    }

    /// <summary>A line for each group: values, or for histograms and summaries how many values a second.</summary>
    public static IReadOnlyList<ChartSeries> Rates(MetricResult result) => [.. result.Groups.Select((g, i) => Series(g.Name, Colour(i), result.Times, g.Values))];

    public static IReadOnlyList<ChartDot> Dots(MetricResult result) => result.Instrument.Identity.IsDistribution
        ? [.. result.Exemplars.Select(e => new ChartDot(e.Time, e.Value, $"/traces/detail/{e.TraceId}?spanId={e.SpanId}", $"{ChartUnit.Of(result.Instrument.Identity.Unit).Format(e.Value)}: open the trace"))]
        : [];

    /// <summary>Ends of the buckets, and how many values fell into each during each step.</summary>
    public static (IReadOnlyList<double> Edges, IReadOnlyList<HeatColumn> Columns) Heat(MetricResult result)
    {
        var steps = result.Groups.Count == 0 ? [] : result.Groups[0].Distributions;
        var edges = result.Groups.Count == 0 ? [] : result.Groups[0].Total?.Edges(24) ?? [];
        return (edges, [.. steps.Select((d, i) => new HeatColumn(result.Times[i] - result.Step, result.Times[i], d is null ? [] : Counts(d, edges)))]);
    }

    private static double[] Counts(Distribution distribution, IReadOnlyList<double> edges)
    {
        var counts = new double[Math.Max(0, edges.Count - 1)];
        var below = 0.0;
        // What lies on the lowest edge belongs to the lowest bucket.
        for (var i = 0; i < counts.Length; i++)
        {
            var upTo = distribution.CountUpTo(edges[i + 1]);
            counts[i] = upTo - below;
            below = upTo;
        }

        return counts;
    }

    private static ChartSeries Series(string name, string css, long[] times, double[] values) =>
        new(name, css, [.. values.Select((v, i) => new ChartPoint(times[i], double.IsFinite(v) ? v : null))]);

    private static string Colour(int index) => "colour-" + (index % 16);
}
