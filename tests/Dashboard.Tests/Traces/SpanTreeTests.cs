using OpenTelemetry.Proto.Trace.V1;
using OtelShop.Dashboard.Telemetry;
using OtelShop.Dashboard.Telemetry.Traces;
using OtelShop.Dashboard.Traces;
using static OpenTelemetry.Proto.Trace.V1.Span.Types;

namespace OtelShop.Dashboard.Tests.Traces;

public sealed class SpanTreeTests
{
    private static readonly TelemetryResource Cart = new(1, "cart", "", new());

    [Fact]
    public void Spans_stand_below_their_parents_in_the_order_of_their_start()
    {
        var trace = SpanTree.Build([Span(3, 1, 50, 60), Span(1, 0, 0, 100), Span(2, 1, 10, 40), Span(4, 2, 20, 30)]);

        Assert.Equal([(1UL, 0), (2, 1), (4, 2), (3, 1)], trace.Select(n => (n.Entry.SpanId.Value, n.Depth)));
    }

    [Fact]
    public void A_span_whose_parent_is_missing_is_a_root_that_says_so()
    {
        var trace = SpanTree.Build([Span(1, 0, 0, 100), Span(2, 9, 10, 40)]);

        Assert.Equal([false, true], trace.Select(n => n.IsOrphan));
        Assert.All(trace, node => Assert.Equal(0, node.Depth));
    }

    [Fact]
    public void A_circle_is_opened_at_its_earliest_span()
    {
        var trace = SpanTree.Build([Span(1, 3, 0, 100), Span(2, 1, 10, 90), Span(3, 2, 20, 80)]);

        Assert.Equal([(1UL, 0), (2, 1), (3, 2)], trace.Select(n => (n.Entry.SpanId.Value, n.Depth)));
    }

    [Fact]
    public void A_span_that_is_its_own_parent_is_shown_once()
    {
        var trace = SpanTree.Build([Span(1, 1, 0, 100)]);

        Assert.Single(trace);
    }

    [Fact]
    public void Ten_thousand_levels_are_no_problem()
    {
        var trace = SpanTree.Build([.. Enumerable.Range(1, 10_000).Select(i => Span((ulong)i, (ulong)(i - 1), i, 20_000 - i))]);

        Assert.Equal(9_999, trace[^1].Depth);
    }

    [Fact]
    public void Time_of_its_own_is_what_no_child_covers()
    {
        var trace = SpanTree.Build([Span(1, 0, 0, 100), Span(2, 1, 10, 40), Span(3, 1, 30, 60), Span(4, 1, 90, 130)]);

        Assert.Equal(100 - 50 - 10, trace[0].SelfTime);
    }

    [Fact]
    public void The_critical_path_goes_through_the_child_that_finished_last()
    {
        var trace = SpanTree.Build([Span(1, 0, 0, 100), Span(2, 1, 10, 40), Span(3, 1, 20, 80)]);
        CriticalPath.Mark(trace);

        Assert.Equal([new CriticalStretch(80, 100), new CriticalStretch(0, 20)], trace[0].Critical);
        Assert.Empty(trace.Single(n => n.Entry.SpanId.Value == 2).Critical);
        Assert.Equal([new CriticalStretch(20, 80)], trace.Single(n => n.Entry.SpanId.Value == 3).Critical);
    }

    [Fact]
    public void Work_left_running_past_the_end_delays_nobody()
    {
        var trace = SpanTree.Build([Span(1, 0, 0, 100), Span(2, 1, 50, 300)]);
        CriticalPath.Mark(trace);

        Assert.Equal([new CriticalStretch(0, 100)], trace[0].Critical);
    }

    [Fact]
    public void The_critical_path_is_as_long_as_the_root()
    {
        var trace = SpanTree.Build([Span(1, 0, 0, 100), Span(2, 1, 10, 40), Span(3, 1, 45, 80), Span(4, 3, 50, 70), Span(5, 3, 60, 75)]);
        CriticalPath.Mark(trace);

        Assert.Equal(100, trace.SelectMany(n => n.Critical).Sum(c => c.End - c.Start));
    }

    [Fact]
    public void The_answer_to_a_call_that_ends_by_another_clock_stays_on_the_path()
    {
        var trace = SpanTree.Build([Span(1, 0, 0, 100, SpanKind.Client), Span(2, 1, 10, 103)]);
        CriticalPath.Mark(trace);

        Assert.Equal([new CriticalStretch(0, 10)], trace[0].Critical);
        Assert.Equal([new CriticalStretch(10, 100)], trace[1].Critical);
    }

    internal static SpanDetail Span(ulong id, ulong parent, long start, long end, SpanKind kind = SpanKind.Server) => new(new SpanEntry
    {
        Id = (long)id,
        TraceId = new(1),
        SpanId = new(id),
        ParentId = new(parent),
        Resource = Cart,
        Scope = "",
        Name = $"span {id}",
        Kind = kind,
        Status = default,
        Start = start,
        End = end,
    }, new Span());
}
