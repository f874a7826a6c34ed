using OtelShop.Dashboard.ServiceMap;
using OtelShop.Dashboard.Telemetry;
using OtelShop.Dashboard.Tests.Telemetry;
using static OpenTelemetry.Proto.Trace.V1.Span.Types;
using static OpenTelemetry.Proto.Trace.V1.Status.Types;

namespace OtelShop.Dashboard.Tests.ServiceMap;

public sealed class ServiceGraphTests
{
    private const long Start = TelemetrySamples.Noon;
    private readonly Stores _stores = new();

    [Fact]
    public void A_call_joins_the_client_span_of_one_service_with_the_server_span_of_another()
    {
        Add(new TraceSketch(1, Start).Span("frontend", "GET /", 1, 0, 0, 50).Call("frontend", "cart", "GetCart", 2, 1, 1, 11));

        var call = Assert.Single(Graph().Calls);
        Assert.Equal(("service:frontend", "service:cart", 1L), (call.Caller, call.Callee, call.Now.Calls));
    }

    [Fact]
    public void The_latency_of_a_call_is_what_the_callee_took()
    {
        Add(new TraceSketch(1, Start).Call("frontend", "cart", "GetCart", 2, 0, 1, 11));

        Assert.Equal(9_000_000, Assert.Single(Graph().Calls).Now.P95);
    }

    [Fact]
    public void What_only_the_caller_takes_for_an_error_failed_the_call_and_not_the_request()
    {
        Add(new TraceSketch(1, Start)
            .Span("frontend", "GetCart", 2, 0, 0, 11, s => (s.Kind, s.Status) = (SpanKind.Client, new() { Code = StatusCode.Error }))
            .Span("cart", "GetCart", 3, 2, 1, 10));

        var graph = Graph();
        Assert.Equal(1, Assert.Single(graph.Calls).Now.Errors);
        Assert.Equal((1L, 0L), (graph.Find("service:cart")!.Now.Calls, graph.Find("service:cart")!.Now.Errors));
    }

    [Fact]
    public void A_rate_is_of_the_time_of_which_all_is_kept()
    {
        var stores = new Stores(new() { MaxTraceCount = 12 });
        foreach (var second in new[] { -200, 0 })
            stores.Traces.Add(new TraceSketch((ulong)(1000 + second), Start + (second * 1_000_000_000L)).Span("quiet", "GET", 1, 0, 0, 5).Bytes);
        for (var second = -99; second <= 10; second++)
            stores.Traces.Add(new TraceSketch((ulong)(200 + second), Start + (second * 1_000_000_000L)).Span("busy", "GET", 1, 0, 0, 5).Bytes);

        var graph = Read(stores).Graph;

        Assert.Equal(1, graph.Find("service:busy")!.Now.Rate, 3);
        Assert.Equal((2L, 210.0), (graph.Find("service:quiet")!.Now.Calls, Math.Round(graph.Find("service:quiet")!.Now.Seconds)));
    }

    [Fact]
    public void Golden_signals_and_map_count_the_same_requests()
    {
        ShopTraffic.Send(_stores.Traces, Start, 200, TimeSpan.FromMinutes(4));

        var (graph, requests, _) = Read();
        Assert.Equal(
            graph.Nodes.Where(n => n.IsService).Select(n => (n.Name, n.Now.Calls, n.Now.Errors)),
            requests.GroupBy(r => r.Resource.ServiceName).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (g.Key, g.LongCount(), g.LongCount(r => r.IsError))));
    }

    [Fact]
    public void A_request_that_two_libraries_saw_arrive_is_one()
    {
        Add(new TraceSketch(1, Start).Span("web", "GET", 1, 0, 0, 50).Span("web", "GET /product", 2, 1, 1, 49));

        Assert.Equal(1, Graph().Find("service:web")!.Now.Calls);
    }

    [Fact]
    public void A_call_that_nobody_answered_is_of_the_service_that_answers_others_at_that_address()
    {
        Add(Answered(1, "cart"));
        Add(Client("frontend", ("server.address", "10.0.0.7")));

        Assert.Equal(2, Assert.Single(Graph().Calls).Now.Calls);
    }

    [Fact]
    public void An_address_at_which_several_services_answer_stays_an_address()
    {
        Add(Answered(1, "cart"));
        Add(Answered(3, "ad"));
        Add(Client("frontend", ("server.address", "10.0.0.7")));

        Assert.Equal("10.0.0.7", Assert.Single(Graph().Nodes, n => !n.IsService).Name);
    }

    [Fact]
    public void A_call_that_is_tried_again_counts_twice()
    {
        Add(new TraceSketch(1, Start).Span("checkout", "PlaceOrder", 1, 0, 0, 50)
            .Call("checkout", "payment", "Charge", 2, 1, 1, 11, isError: true).Call("checkout", "payment", "Charge", 4, 1, 12, 20));

        var call = Assert.Single(Graph().Calls);
        Assert.Equal((2L, 1L), (call.Now.Calls, call.Now.Errors));
    }

    [Fact]
    public void A_database_is_a_node_although_it_sends_nothing()
    {
        Add(Client("accounting", ("db.system.name", "postgresql"), ("db.namespace", "accounting"), ("server.address", "db.example")));

        var node = Assert.Single(Graph().Nodes, n => !n.IsService);
        Assert.Equal((NodeKind.Database, "accounting", "postgresql"), (node.Kind, node.Name, node.System));
    }

    [Fact]
    public void A_client_span_that_was_answered_is_no_call_of_a_peer()
    {
        var sketch = new TraceSketch(1, Start)
            .Span("frontend", "GetCart", 2, 0, 1, 11, s => (s.Kind, _) = (SpanKind.Client, Name(s, "server.address", "cart.example")))
            .Span("cart", "GetCart", 3, 2, 2, 10);

        Add(sketch);

        Assert.All(Graph().Nodes, n => Assert.True(n.IsService));
    }

    [Fact]
    public void Of_client_spans_below_each_other_only_the_innermost_calls()
    {
        Add(new TraceSketch(1, Start)
            .Span("email", "send", 2, 0, 1, 11, s => (s.Kind, _) = (SpanKind.Client, Name(s, "server.address", "smtp.example")))
            .Span("email", "POST", 3, 2, 2, 10, s => (s.Kind, _) = (SpanKind.Client, Name(s, "server.address", "smtp.example"))));

        Assert.Equal(1, Assert.Single(Graph().Calls).Now.Calls);
    }

    [Fact]
    public void Producer_and_consumer_meet_at_their_topic()
    {
        Add(new TraceSketch(1, Start)
            .Span("checkout", "publish orders", 1, 0, 0, 2, s => (s.Kind, _, _) = (SpanKind.Producer, Name(s, "messaging.system", "kafka"), Name(s, "messaging.destination.name", "orders")))
            .Span("accounting", "process orders", 2, 1, 3, 9, s => s.Kind = SpanKind.Consumer));

        Assert.Equal([("Messaging:kafka//orders".ToLowerInvariant(), "service:accounting"), ("service:checkout", "messaging:kafka//orders")],
            Graph().Calls.Select(c => (c.Caller, c.Callee)));
    }

    [Fact]
    public void An_external_address_with_the_name_of_a_service_is_that_service()
    {
        Add(new TraceSketch(1, Start).Span("cart", "GetCart", 1, 0, 0, 5));
        Add(Client("frontend", ("server.address", "cart")));

        Assert.Contains(Graph().Calls, c => c is { Caller: "service:frontend", Callee: "service:cart" });
    }

    [Fact]
    public void What_came_before_the_window_counts_as_before()
    {
        Add(new TraceSketch(1, Start - 400_000_000_000).Call("frontend", "cart", "GetCart", 2, 0, 1, 11));

        var call = Assert.Single(Graph().Calls);
        Assert.Equal((0L, 1L), (call.Now.Calls, call.Before.Calls));
    }

    [Fact]
    public void A_span_whose_parent_never_came_is_a_request_without_a_caller()
    {
        Add(new TraceSketch(1, Start).Span("cart", "GetCart", 7, 99, 0, 5));

        var graph = Graph();
        Assert.Empty(graph.Calls);
        Assert.Equal(1, Assert.Single(graph.Nodes).Now.Calls);
    }

    [Fact]
    public void A_query_that_nobody_asked_for_is_a_call_and_no_request()
    {
        Add(Client("checkout", ("db.system.name", "postgresql"), ("db.namespace", "checkout")));

        var graph = Graph();
        Assert.Equal(0, graph.Find("service:checkout")!.Now.Calls);
        Assert.Equal(1, Assert.Single(graph.Calls).Now.Calls);
    }

    [Fact]
    public void Every_service_of_the_shop_and_what_it_calls_is_on_the_map()
    {
        ShopTraffic.Send(_stores.Traces, Start, 200, TimeSpan.FromMinutes(4));

        Assert.Equal(
            ["accounting", "ad", "cart", "checkout", "currency", "email", "fraud-detection", "frontend", "frontend-proxy", "load-generator", "payment", "product-catalog", "quote", "recommendation", "shipping"],
            Graph().Nodes.Where(n => n.IsService).Select(n => n.Name));
        Assert.Equal(["valkey-cart", "accounting", "catalog", "checkout", "orders"], Graph().Nodes.Where(n => !n.IsService).Select(n => n.Name));
    }

    private static TraceSketch Answered(ulong id, string service) => new TraceSketch(id, Start)
        .Span("frontend", "call", 2, 0, 0, 11, s => (s.Kind, _) = (SpanKind.Client, Name(s, "server.address", "10.0.0.7")))
        .Span(service, "answer", 3, 2, 1, 10);

    private static TraceSketch Client(string service, params (string Key, string Value)[] attributes) =>
        new TraceSketch(2, Start).Span(service, "call", 1, 0, 0, 5, s =>
        {
            s.Kind = SpanKind.Client;
            foreach (var (key, value) in attributes)
                Name(s, key, value);
        });

    private static int Name(OpenTelemetry.Proto.Trace.V1.Span span, string key, string value)
    {
        span.Attributes.Add(TraceSketch.Attribute(key, value));
        return span.Attributes.Count;
    }

    private void Add(TraceSketch trace) => _stores.Traces.Add(trace.Bytes);

    private ServiceGraph Graph() => Read().Graph;

    private Traffic Read() => Read(_stores);

    private static Traffic Read(Stores stores) => new TrafficSource(stores.Traces, stores.Changes, TimeProvider.System, new(stores.Changes))
        .Read(TimeSpan.FromMinutes(5), Start + UnixTime.FromTimeSpan(TimeSpan.FromSeconds(10)));
}
