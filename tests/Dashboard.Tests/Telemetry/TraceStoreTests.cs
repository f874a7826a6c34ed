using Google.Protobuf;
using OpenTelemetry.Proto.Trace.V1;
using OtelShop.Dashboard.Telemetry;
using static OtelShop.Dashboard.Tests.Telemetry.TelemetrySamples;

namespace OtelShop.Dashboard.Tests.Telemetry;

public sealed class TraceStoreTests
{
    private readonly Stores _stores = new();

    [Fact]
    public void A_span_is_read_as_it_was_sent()
    {
        var span = Span(1, 1, name: "PlaceOrder", attributes: Attribute("demo.order.id", "42"));
        _stores.Traces.Add(Request("checkout", span));

        Assert.Equal(span, Assert.Single(_stores.Traces.Read(TraceIdOf(1))).Span);
    }

    [Fact]
    public void A_parent_that_comes_late_becomes_the_root_of_its_trace()
    {
        _stores.Traces.Add(Request("cart", Span(1, 2, parent: 1, name: "AddItem")));
        var before = Assert.Single(_stores.Traces.Find(new()).Items);
        _stores.Traces.Add(Request("frontend", Span(1, 1, name: "POST /api/cart", start: 1)));
        var after = Assert.Single(_stores.Traces.Find(new()).Items);

        Assert.Equal(("AddItem", false, "POST /api/cart", true), (before.Name, before.HasRoot, after.Name, after.HasRoot));
        Assert.Equal("frontend", after.Root.ServiceName);
    }

    [Fact]
    public void A_summary_reaches_from_the_earliest_start_to_the_latest_end()
    {
        _stores.Traces.Add(Request("frontend", Span(1, 1, start: 5, end: 9)));
        _stores.Traces.Add(Request("cart", Span(1, 2, parent: 1, start: 3, end: 4, isError: true), Span(1, 3, parent: 1, start: 8, end: 20)));
        var summary = Assert.Single(_stores.Traces.Find(new()).Items);

        Assert.Equal((Noon + 3 * Millisecond, 17 * Millisecond, 3, 1), (summary.Start, summary.Duration, summary.SpanCount, summary.ErrorCount));
        Assert.Equal([("cart", 2, 1), ("frontend", 1, 0)], summary.Shares.Select(s => (s.Resource.ServiceName, s.SpanCount, s.ErrorCount)));
    }

    [Fact]
    public void A_span_sent_twice_counts_once()
    {
        var request = Request("cart", Span(1, 1));
        _stores.Traces.Add(request);
        _stores.Traces.Add(request);

        Assert.Single(_stores.Traces.Read(TraceIdOf(1)));
        Assert.Equal(1, _stores.Traces.FindSpans(new()).Total);
    }

    [Fact]
    public void A_span_sent_again_with_its_end_takes_the_place_of_the_unfinished_one()
    {
        _stores.Traces.Add(Request("cart", Span(1, 1, end: 0)));
        _stores.Traces.Add(Request("cart", Span(1, 1, end: 7)));

        Assert.Equal(7 * Millisecond, Assert.Single(_stores.Traces.Find(new()).Items).Duration);
    }

    [Fact]
    public void Two_services_may_use_the_same_span_id()
    {
        _stores.Traces.Add(Request("frontend", Span(1, 1)));
        _stores.Traces.Add(Request("cart", Span(1, 1)));

        Assert.Equal(2, _stores.Traces.Read(TraceIdOf(1)).Count);
    }

    [Fact]
    public void A_span_in_a_trace_of_many_is_replaced_too()
    {
        _stores.Traces.Add(Request("cart", Enumerable.Range(1, 500).Select(id => Span(1, id))));
        _stores.Traces.Add(Request("cart", Span(1, 250, name: "again")));
        var spans = _stores.Traces.Read(TraceIdOf(1));

        Assert.Equal((500, 1), (spans.Count, spans.Count(s => s.Entry.Name == "again")));
    }

    [Fact]
    public void Spans_without_a_valid_id_are_counted_and_the_others_are_kept()
    {
        var noTrace = Span(0, 1);
        var shortId = Span(2, 2);
        shortId.SpanId = ByteString.CopyFrom(1, 2, 3);
        var result = _stores.Traces.Add(Request("cart", noTrace, Span(1, 1), shortId, Span(1, 0)));

        Assert.Equal((1, 3), (result.Accepted, result.Rejected));
        Assert.Equal("3 spans have no valid trace id or no valid span id.", result.Message);
    }

    [Fact]
    public void A_resource_of_which_nothing_was_kept_is_not_listed()
    {
        _stores.Traces.Add(Request("broken", Span(0, 1)));

        Assert.Empty(_stores.Resources.All);
        Assert.Equal(0, _stores.Budget.Used);
    }

    [Fact]
    public void A_span_that_ends_before_it_starts_takes_no_time()
    {
        _stores.Traces.Add(Request("cart", Span(1, 1, start: 5, end: 2)));

        Assert.Equal(0, Assert.Single(_stores.Traces.Read(TraceIdOf(1))).Entry.Duration);
    }

    [Fact]
    public void A_time_beyond_2262_is_the_end_of_time()
    {
        var span = Span(1, 1);
        (span.StartTimeUnixNano, span.EndTimeUnixNano) = (ulong.MaxValue, ulong.MaxValue);
        _stores.Traces.Add(Request("cart", span));

        Assert.Equal(long.MaxValue, Assert.Single(_stores.Traces.Find(new()).Items).Start);
    }

    [Fact]
    public void A_resource_that_says_more_about_itself_stays_one_resource()
    {
        _stores.Traces.Add(Request("cart", Span(1, 1)));
        var changed = Service("cart");
        changed.Attributes.Add(Attribute("host.name", "shop-1"));
        _stores.Traces.Add(Request(changed, Span(1, 2)));

        Assert.Equal(changed, Assert.Single(_stores.Resources.All).Attributes);
        Assert.Single(_stores.Traces.Find(new()).Items[0].Shares);
    }

    [Fact]
    public void The_resource_may_stand_after_its_spans()
    {
        var spans = new ResourceSpans { ScopeSpans = { new ScopeSpans { Spans = { Span(1, 1) } } } }.ToByteArray();
        var resource = new ResourceSpans { Resource = Service("cart") }.ToByteArray();
        byte[] request = [0x0A, (byte)(spans.Length + resource.Length), .. spans, .. resource];
        _stores.Traces.Add(request);

        Assert.Equal("cart", Assert.Single(_stores.Resources.All).ServiceName);
    }

    [Fact]
    public void Clearing_a_resource_leaves_the_spans_of_others()
    {
        _stores.Traces.Add(Request("cart", Span(1, 1), Span(2, 2)));
        _stores.Traces.Add(Request("ad", Span(1, 3)));
        _stores.Traces.Clear(_stores.Resources.All.Single(r => r.ServiceName == "cart"));

        Assert.Equal("ad", Assert.Single(_stores.Resources.All).ServiceName);
        Assert.Equal("ad", Assert.Single(Assert.Single(_stores.Traces.Find(new()).Items).Shares).Resource.ServiceName);
    }

    [Fact]
    public void Clearing_all_gives_all_memory_back()
    {
        _stores.Traces.Add(Request("cart", Enumerable.Range(1, 1000).Select(id => Span(id, id))));
        _stores.Logs.Add(LogRequest("cart", Log("Cart emptied")));
        _stores.Traces.Clear();
        _stores.Logs.Clear();

        Assert.Equal(0, _stores.Budget.Used);
        Assert.Empty(_stores.Resources.All);
    }

    [Fact]
    public void A_scan_sees_the_spans_of_its_time_with_their_attributes()
    {
        _stores.Traces.Add(Request("cart", Span(1, 1, start: 0), Span(1, 2, start: 10, attributes: Attribute("rpc.grpc.status_code", 14)), Span(1, 3, start: 20)));
        List<(SpanId, string?, string?)> seen = [];
        _stores.Traces.Scan(Noon + Millisecond, Noon + 15 * Millisecond, (span, attributes) =>
            seen.Add((span.SpanId, attributes.Text("rpc.grpc.status_code"), attributes.Text("server.address"))));

        Assert.Equal([(SpanIdOf(2), "14", null)], seen);
    }

    [Fact]
    public void What_a_store_exports_another_takes_in()
    {
        _stores.Traces.Add(Request("cart", Span(1, 1), Span(1, 2, parent: 1)));
        _stores.Traces.Add(Request("ad", Span(1, 3, parent: 1)));
        var other = new Stores();
        foreach (var chunk in _stores.Traces.Export())
            other.Traces.Add(chunk.Data);

        Assert.Equal(
            _stores.Traces.Read(TraceIdOf(1)).Select(s => (s.Entry.Resource.ServiceName, s.Entry.Scope, s.Span)),
            other.Traces.Read(TraceIdOf(1)).Select(s => (s.Entry.Resource.ServiceName, s.Entry.Scope, s.Span)));
    }
}
