using OtelShop.ServiceMap.Spans;
using OtelShop.ServiceMap.Traffic;

namespace OtelShop.ServiceMap.Tests;

public sealed class TrafficStoreTests
{
    private readonly Shop _shop = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_call_is_counted_once_in_whatever_order_its_spans_come(bool callerFirst)
    {
        var call = _shop.Call("frontend", "cart");

        _shop.Add(callerFirst ? call : call.Reverse());

        Assert.Equal((1, 1), (_shop.Edge("frontend", "cart").Calls.Calls, _shop.Node("cart").Calls.Calls));
    }

    [Fact]
    public void A_span_that_comes_twice_counts_once()
    {
        var call = _shop.Call("frontend", "cart");

        _shop.Add([.. call, .. call]);

        Assert.Equal(1, _shop.Edge("frontend", "cart").Calls.Calls);
    }

    [Fact]
    public void An_edge_has_the_latency_that_the_caller_sees()
    {
        _shop.WarmUp("frontend", "cart");

        _shop.Calls(100, "frontend", "cart", span => span with { Milliseconds = span.Kind == SpanKind.Client ? 80 : 20 });

        Assert.InRange(_shop.Edge("frontend", "cart").Calls.P95, 65, 96);
        Assert.InRange(_shop.Node("cart").Calls.P95, 16, 24);
    }

    [Fact]
    public void An_HTTP_client_below_a_gRPC_client_is_one_call()
    {
        _shop.Add(
            new("frontend", "grpc", SpanKind.Client, 1) { Attributes = "server.address=cart" },
            new("frontend", "POST", SpanKind.Client, 2, 1) { Attributes = "server.address=cart" },
            new("cart", "GetCart", SpanKind.Server, 3, 2));
        _shop.Clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(1, Assert.Single(_shop.Graph().Edges).Calls.Calls);
    }

    [Fact]
    public void A_page_is_one_call_of_the_browser_although_its_spans_follow_the_servers()
    {
        _shop.Add(
            new("frontend-proxy", "GET", SpanKind.Server, 1),
            new("frontend-proxy", "GET", SpanKind.Client, 2, 1) { Attributes = "server.address=frontend" },
            new("frontend", "GET /", SpanKind.Server, 3, 2),
            new("frontend-web", "documentLoad", SpanKind.Internal, 4, 3),
            new("frontend-web", "browser.web_vital", SpanKind.Internal, 5, 3));

        Assert.Equal(1, _shop.Edge("frontend-web", "frontend-proxy").Calls.Calls);
        Assert.Equal(2, _shop.Graph().Edges.Count);
    }

    [Fact]
    public void Database_and_cache_stand_at_the_end_of_their_client_spans()
    {
        _shop.Add(
            new("cart", "HGETALL", SpanKind.Client, 1) { Attributes = "db.system.name=redis" },
            new("cart", "SELECT", SpanKind.Client, 2) { Attributes = "db.system.name=postgresql;db.namespace=cart", IsError = true });

        Assert.Equal((0, 1), (_shop.Edge("cart", "redis").Calls.Errors, Assert.Single(_shop.Graph().Nodes, n => n.Kind == NodeKind.Database).Calls.Errors));
    }

    [Fact]
    public void Producer_and_consumers_meet_at_their_topic()
    {
        const string Topic = "messaging.system=kafka;messaging.destination.name=orders";
        _shop.Add(
            new("checkout", "send orders", SpanKind.Producer, 1) { Attributes = Topic },
            new("accounting", "process orders", SpanKind.Consumer, 2, 1) { Attributes = Topic },
            new("fraud-detection", "process orders", SpanKind.Consumer, 3, 1) { Attributes = Topic });

        Assert.Equal(3, _shop.Graph().Edges.Count);
        Assert.Equal((1, 1), (_shop.Edge("checkout", "orders").Calls.Calls, _shop.Edge("orders", "accounting").Calls.Calls));
    }

    [Fact]
    public void A_service_that_is_down_still_gets_the_failed_calls()
    {
        _shop.Calls(1, "frontend", "cart");

        _shop.Add(_shop.Call("frontend", "cart", span => span with { IsError = true })[0]);
        _shop.Clock.Advance(TrafficLimits.Settle + TimeSpan.FromSeconds(1));

        Assert.Equal((2, 1), (_shop.Edge("frontend", "cart").Calls.Calls, _shop.Edge("frontend", "cart").Calls.Errors));
    }

    [Fact]
    public void A_service_found_by_discovery_is_one_node_before_and_after_its_first_span()
    {
        _shop.Add(_shop.Call("frontend", "_grpc.cart", span => span with { IsError = true })[0]);
        _shop.Clock.Advance(TrafficLimits.Settle + TimeSpan.FromSeconds(1));
        Assert.True(_shop.Node("cart").IsService);

        _shop.Calls(1, "frontend", "cart");
        Assert.Equal(2, _shop.Edge("frontend", "cart").Calls.Calls);
    }

    [Fact]
    public void What_answers_to_nothing_known_is_drawn_as_external()
    {
        _shop.Add(new SpanSketch("payment", "POST", SpanKind.Client, 1) { Attributes = "server.address=bank.example" });
        _shop.Clock.Advance(TrafficLimits.Settle + TimeSpan.FromSeconds(1));

        Assert.Equal(NodeKind.External, _shop.Node("bank.example").Kind);
    }

    [Fact]
    public void A_late_span_counts_in_its_own_time()
    {
        _shop.Clock.Advance(TimeSpan.FromMinutes(10));

        _shop.Add(_shop.Call("frontend", "cart", span => span with { End = Shop.Start + TimeSpan.FromMinutes(2) }));

        Assert.Equal(0, _shop.Edge("frontend", "cart").Calls.Calls);
        Assert.Equal(1, Assert.Single(_shop.Graph(TimeSpan.FromMinutes(15)).Edges).Calls.Calls);
    }

    [Fact]
    public void A_span_older_than_an_hour_is_not_counted()
    {
        _shop.Add(_shop.Call("frontend", "cart", span => span with { End = Shop.Start - TimeSpan.FromHours(2) }));

        Assert.Empty(_shop.Graph(TimeSpan.FromHours(1)).Nodes);
    }

    [Fact]
    public void A_clock_that_runs_ahead_counts_now()
    {
        _shop.Add(_shop.Call("frontend", "cart", span => span with { End = Shop.Start + TimeSpan.FromDays(400) }));

        Assert.Equal(1, _shop.Edge("frontend", "cart").Calls.Calls);
    }

    [Fact]
    public void A_replay_after_a_reconnection_counts_nothing_twice()
    {
        var calls = Enumerable.Range(0, 20).SelectMany(_ => { _shop.Clock.Advance(TimeSpan.FromSeconds(20)); return _shop.Call("frontend", "cart"); }).ToList();
        _shop.Add(calls);

        _shop.Traffic.BeginReplay();
        _shop.Add(calls);

        Assert.Equal(20, Assert.Single(_shop.Graph(TimeSpan.FromMinutes(15)).Edges).Calls.Calls);
    }

    [Fact]
    public void A_cold_start_turns_nothing_red()
    {
        _shop.Calls(50, "frontend", "cart", span => span with { Milliseconds = 4_000, IsError = true });

        Assert.Equal(Verdict.Unjudged, _shop.Edge("frontend", "cart").Verdict);
        Assert.All(_shop.Traffic.Signals(TimeSpan.FromMinutes(5)), signals => Assert.Null(signals.Burn));
        Assert.Equal(0, _shop.Node("cart").Calls.P95);
    }

    [Fact]
    public void The_first_slow_calls_of_a_new_kind_are_no_latency()
    {
        _shop.WarmUp("frontend", "ad");
        _shop.WarmUp("checkout", "cart");

        _shop.Calls(3, "frontend", "cart", span => span with { Milliseconds = 4_000 });
        _shop.Calls(30, "frontend", "cart");

        Assert.InRange(_shop.Edge("frontend", "cart").Calls.P99, 1, 20);
    }

    [Fact]
    public void Too_few_calls_take_no_colour_and_five_failures_do()
    {
        _shop.WarmUp("frontend", "cart");

        _shop.Calls(4, "frontend", "cart", span => span with { IsError = true });
        Assert.Equal(Verdict.Unjudged, _shop.Edge("frontend", "cart").Verdict);
        _shop.Calls(1, "frontend", "cart", span => span with { IsError = true });

        Assert.Equal(Verdict.Bad, _shop.Edge("frontend", "cart").Verdict);
    }

    [Fact]
    public void A_restarted_instance_warms_up_anew()
    {
        _shop.WarmUp("frontend", "cart");

        _shop.Calls(30, "frontend", "cart", span => span with { IsError = true, Instance = "2" });

        Assert.Equal(Verdict.Unjudged, _shop.Node("cart").Verdict);
    }

    [Fact]
    public void Burn_counts_slow_and_failed_requests_against_the_objective()
    {
        _shop.WarmUp("frontend", "cart");

        _shop.Calls(98, "frontend", "cart");
        _shop.Calls(1, "frontend", "cart", span => span with { IsError = true });
        _shop.Calls(1, "frontend", "cart", span => span with { Milliseconds = 900 });

        // 2 % are bad where 0.5 % may be.
        Assert.Equal(4, Assert.Single(_shop.Traffic.Signals(TimeSpan.FromMinutes(5))).Burn!.Value, 0.2);
    }

    [Fact]
    public void A_quiet_edge_keeps_its_place_for_a_quarter_of_an_hour()
    {
        _shop.Calls(1, "frontend", "cart");
        _shop.Clock.Advance(TimeSpan.FromMinutes(14));

        Assert.Equal(Verdict.Quiet, Assert.Single(_shop.Graph(TimeSpan.FromMinutes(1)).Edges).Verdict);
        _shop.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Empty(_shop.Graph(TimeSpan.FromMinutes(1)).Edges);
    }

    [Fact]
    public void Memory_is_bounded_whatever_comes_in()
    {
        for (var i = 0; i < 40_000; i++)
            _shop.Add(new SpanSketch($"service-{i % 50}", $"operation {i}", SpanKind.Server, (ulong)i + 1, (ulong)(i % 7) + 900_000) { Instance = $"{i}" });
        Assert.Equal(TrafficLimits.RecentSpans, _shop.Traffic.RecentSpans);
        _shop.Calls(2_000, "a", "b", span => span with { Service = span.Service + span.Id });

        var graph = _shop.Graph();
        Assert.Equal(TrafficLimits.Nodes, graph.Nodes.Count);
        Assert.True(graph.Omitted > 0);
        Assert.InRange(graph.Nodes.Sum(n => _shop.Traffic.Operations(n.Id, TimeSpan.FromMinutes(5)).Count), 1, TrafficLimits.Operations);
    }

    [Fact]
    public void A_full_map_makes_room_for_new_services_after_an_hour()
    {
        for (var i = 0; i < TrafficLimits.Nodes; i++)
            _shop.Add(new SpanSketch($"old-{i}", "call", SpanKind.Server, (ulong)i + 1));
        _shop.Clock.Advance(TimeSpan.FromMinutes(61));

        _shop.Calls(1, "frontend", "cart");

        Assert.Equal(1, _shop.Edge("frontend", "cart").Calls.Calls);
    }
}
