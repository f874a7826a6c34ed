using OtelShop.Dashboard.GoldenSignals;
using OtelShop.Dashboard.Telemetry.Traces;
using OtelShop.Dashboard.Tests.Telemetry;

namespace OtelShop.Dashboard.Tests.GoldenSignals;

public sealed class RequestLogTests
{
    private readonly Stores _stores = new();

    [Fact]
    public void Latencies_are_nearest_rank()
    {
        Send([.. Enumerable.Range(1, 100).Select(i => TelemetrySamples.Span(i, i, end: i))]);

        var sum = Log().Sum("cart", Slo.Standard, 10, Saturation.Unknown);
        Assert.Equal((50_000_000, 95_000_000, 99_000_000), (sum.Now.P50, sum.Now.P95, sum.Now.P99));
    }

    [Fact]
    public void A_time_without_requests_has_a_rate_of_zero_and_no_latency()
    {
        Send(TelemetrySamples.Span(1, 1, start: 500, end: 501));

        var series = Log().Series(10);
        Assert.Equal(0, series.Rate[0].Value);
        Assert.Null(series.P95[0].Value);
    }

    [Fact]
    public void A_time_of_which_spans_were_forgotten_has_no_rate()
    {
        Send(TelemetrySamples.Span(1, 1, start: 500, end: 501));

        var log = Log(since: 340);
        Assert.Equal(new double?[] { null, null, null, 0, 0 }, log.Series(10).Rate.Take(5).Select(p => p.Value));
        Assert.Equal(1 / 0.66, log.Sum("cart", Slo.Standard, 10, Saturation.Unknown).Now.Rate, 6);
    }

    [Fact]
    public void A_request_in_the_last_moment_counts_in_the_last_step()
    {
        Send(TelemetrySamples.Span(1, 1, start: 1000, end: 1001));

        Assert.Equal(10, Log().Series(10).Rate[^1].Value);
    }

    [Fact]
    public void Errors_of_one_kind_are_told_once_with_their_count()
    {
        Send(TelemetrySamples.Span(1, 1, isError: true), TelemetrySamples.Span(2, 2, start: 5, end: 6, isError: true), TelemetrySamples.Span(3, 3, name: "PUT", isError: true));

        var groups = ErrorGroups.Of(_stores.Traces.FindSpans(new SpanQuery { HasError = true }).Items);
        Assert.Equal([("GET", "Card declined", 2), ("PUT", "Card declined", 1)], groups.Select(g => (g.Operation, g.What, g.Count)));
    }

    [Fact]
    public void The_example_of_an_error_is_the_last_one()
    {
        Send(TelemetrySamples.Span(1, 1, isError: true), TelemetrySamples.Span(2, 2, start: 5, end: 6, isError: true));

        Assert.Equal(TelemetrySamples.TraceIdOf(2), Assert.Single(ErrorGroups.Of(_stores.Traces.FindSpans(new SpanQuery { HasError = true }).Items)).Example.TraceId);
    }

    [Fact]
    public void Numbers_do_not_tell_errors_apart()
    {
        Send([.. Enumerable.Range(1, 3).Select(i =>
        {
            var span = TelemetrySamples.Span(i, i, isError: true);
            span.Status.Message = $"order {1000 + i} not found";
            return span;
        })]);

        Assert.Equal("order … not found", Assert.Single(ErrorGroups.Of(_stores.Traces.FindSpans(new SpanQuery { HasError = true }).Items)).What);
    }

    private void Send(params OpenTelemetry.Proto.Trace.V1.Span[] spans) => _stores.Traces.Add(TelemetrySamples.Request("cart", spans));

    private RequestLog Log(long since = 0)
    {
        var log = new RequestLog(TelemetrySamples.Noon, TelemetrySamples.Noon + (1000 * TelemetrySamples.Millisecond), TelemetrySamples.Noon + (since * TelemetrySamples.Millisecond));
        _stores.Traces.Scan(0, long.MaxValue, (span, _) => log.Add(span));
        return log;
    }
}
