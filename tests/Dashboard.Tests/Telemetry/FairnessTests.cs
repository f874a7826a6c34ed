using static OtelShop.Dashboard.Tests.Telemetry.TelemetrySamples;

namespace OtelShop.Dashboard.Tests.Telemetry;

public sealed class FairnessTests
{
    private const int Limit = 1024 * 1024;

    [Fact]
    public void A_noisy_service_evicts_itself_and_nobody_else()
    {
        var stores = new Stores(new() { MaxBytes = Limit });
        stores.Traces.Add(Request("quiet", Span(1, 1, name: "kept")));
        stores.Logs.Add(LogRequest("quiet too", Log("kept")));
        for (var n = 1; n <= 20_000; n++)
            stores.Traces.Add(Request("noisy", Span(n + 1, n, name: "noise")));

        Assert.Single(stores.Traces.Read(TraceIdOf(1)));
        Assert.Single(stores.Logs.Find(new() { Text = "kept" }).Items);
        Assert.InRange(stores.Traces.FindSpans(new() { Resources = ["noisy"] }).Matched, 100, 19_000);
    }

    [Fact]
    public void A_noisy_service_keeps_its_newest_spans()
    {
        var stores = new Stores(new() { MaxBytes = Limit });
        for (var n = 1; n <= 20_000; n++)
            stores.Traces.Add(Request("noisy", Span(n, n)));

        Assert.Empty(stores.Traces.Read(TraceIdOf(1)));
        Assert.Single(stores.Traces.Read(TraceIdOf(20_000)));
    }

    [Fact]
    public void Logs_and_spans_give_way_to_each_other()
    {
        var stores = new Stores(new() { MaxBytes = Limit });
        for (var n = 1; n <= 20_000; n++)
            stores.Traces.Add(Request("cart", Span(n, n)));
        var before = stores.Traces.FindSpans(new()).Total;
        stores.Logs.Add(LogRequest("ad", Enumerable.Range(0, 1_000).Select(n => Log(new string('x', 200)))));

        Assert.Equal(1_000, stores.Logs.Find(new()).Total);
        Assert.True(stores.Traces.FindSpans(new()).Total < before);
    }

    [Fact]
    public void At_the_limit_of_traces_the_oldest_of_whoever_has_the_most_goes()
    {
        var stores = new Stores(new() { MaxTraceCount = 10 });
        stores.Traces.Add(Request("quiet", Span(1, 1)));
        for (var n = 2; n <= 50; n++)
            stores.Traces.Add(Request("noisy", Span(n, n, start: n)));
        var kept = stores.Traces.Find(new());

        Assert.Equal((10, 10), (kept.Total, stores.Traces.FindSpans(new()).Total));
        Assert.Equal([.. Enumerable.Range(42, 9).Reverse().Select(TraceIdOf), TraceIdOf(1)], kept.Items.Select(t => t.TraceId));
    }

    [Fact]
    public void A_request_larger_than_all_memory_is_rejected_with_its_count()
    {
        var stores = new Stores(new() { MaxBytes = 100_000, MaxAttributeLength = 1_000_000 });
        var result = stores.Traces.Add(Request("cart", Span(1, 1, name: new string('x', 200_000)), Span(1, 2)));

        Assert.Equal((0, 2, 0), (result.Accepted, result.Rejected, stores.Budget.Used));
    }

    [Fact]
    public void A_span_longer_than_a_block_is_kept_whole()
    {
        var stores = new Stores(new() { MaxBytes = 16 * Limit, MaxAttributeLength = 2 * Limit });
        var span = Span(1, 2, attributes: Attribute("db.query.text", new string('x', Limit)));
        stores.Traces.Add(Request("cart", Span(1, 1), span, Span(1, 3)));

        Assert.Equal(span, stores.Traces.Read(TraceIdOf(1)).Single(s => s.Entry.SpanId == SpanIdOf(2)).Span);
        Assert.Equal(3, stores.Traces.Read(TraceIdOf(1)).Count);
    }

    [Fact]
    public void A_trace_without_end_does_not_outgrow_the_budget()
    {
        var stores = new Stores(new() { MaxBytes = Limit });
        for (var n = 1; n <= 20_000; n++)
            stores.Traces.Add(Request("cart", Span(1, n)));

        Assert.InRange(stores.Budget.Used, 1, Limit);
        Assert.Equal(stores.Traces.FindSpans(new()).Total, stores.Traces.Read(TraceIdOf(1)).Count);
    }
}
