using System.Text.Json;
using OtelShop.Dashboard.ServiceMap;
using OtelShop.Dashboard.Telemetry;
using OtelShop.Dashboard.Telemetry.Metrics;

namespace OtelShop.Dashboard.Api;

/// <summary>Instruments, and what they measured, for programs.</summary>
internal sealed class MetricsApi(MetricStore metrics, ResourceDirectory resources, TimeProvider time)
{
    public IResult Metrics(HttpContext context)
    {
        var query = new ApiQuery(context);
        var (window, until) = (TimeWindow.Of(query.Reader), query.Reader.Until ?? UnixTime.FromDateTime(time.GetUtcNow()));
        var wanted = query.Texts(ApiParameters.Resource).ToList();
        var (meter, instrument) = (query.Text(ApiParameters.Meter), query.Text(ApiParameters.Instrument));
        if (instrument is not null && wanted.Count > 1)
            query.Complain("resource: an instrument is read of one resource, or of all.");
        if (query.Refusal() is { } refusal)
            return refusal;
        if (instrument is null)
            return List(wanted, meter);
        var found = metrics.Read(new()
        {
            Service = wanted.FirstOrDefault(),
            Meter = meter,
            Instrument = instrument,
            By = [.. query.Texts(ApiParameters.By)],
            From = until - UnixTime.FromTimeSpan(window),
            Until = until,
        });
        return found is null
            ? ApiQuery.NotFound($"No instrument '{instrument}' is kept.")
            : new ApiAnswer(json => JsonSerializer.Serialize(json, Of(found), JsonSerializerOptions.Web), found.Groups.Count + found.HiddenGroups, found.Groups.Count);
    }

    private ApiAnswer List(List<string> wanted, string? meter)
    {
        var names = resources.All.Select(r => r.ServiceName).Distinct().Where(n => wanted.Count == 0 || wanted.Contains(n));
        var all = names.SelectMany(name => metrics.Instruments(name), (name, i) => new { Resource = name, Instrument = Of(i) })
            .Where(i => meter is null || i.Instrument.Meter == meter).ToList();
        return new(json => JsonSerializer.Serialize(json, all, JsonSerializerOptions.Web), all.Count, all.Count);
    }

    private static InstrumentJson Of(InstrumentSummary summary) => new(
        summary.Identity.Meter, summary.Identity.Name, summary.Identity.Kind.ToString(), summary.Identity.Unit, summary.Description, summary.SeriesCount);

    private static object Of(MetricResult found) => new
    {
        Instrument = Of(found.Instrument),
        StepSeconds = found.Step / 1e9,
        Series = found.Groups.Select(g => new
        {
            g.Name,
            g.SeriesCount,
            Points = found.Times.Select((at, i) => new
            {
                Time = at.ToString(),
                Value = Finite(g.Values, i),
                P50 = Quantile(g, i, 0.50),
                P90 = Quantile(g, i, 0.90),
                P99 = Quantile(g, i, 0.99),
            }),
        }),
        Exemplars = found.Exemplars.Select(e => new { Time = e.Time.ToString(), e.Value, TraceId = e.TraceId.ToString(), SpanId = e.SpanId.ToString() }),
    };

    private static double? Quantile(MetricGroup group, int step, double share) =>
        step < group.Distributions.Length && group.Distributions[step]?.Quantile(share) is { } value && double.IsFinite(value) ? value : null;

    private static double? Finite(double[] values, int i) => i < values.Length && double.IsFinite(values[i]) ? values[i] : null;
}
