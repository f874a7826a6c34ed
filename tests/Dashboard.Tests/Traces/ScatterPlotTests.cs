using OtelShop.Dashboard.Telemetry;
using OtelShop.Dashboard.Telemetry.Traces;
using OtelShop.Dashboard.Traces;

namespace OtelShop.Dashboard.Tests.Traces;

public sealed class ScatterPlotTests
{
    private static readonly TelemetryResource Cart = new(1, "cart", "", new());

    [Fact]
    public void Ten_thousand_traces_become_as_many_dots_as_can_be_told_apart()
    {
        var random = new Random(7);
        var traces = Enumerable.Range(0, 10_000).Select(i => Trace(i * 1_000L, (long)Math.Pow(10, 5 + 4 * random.NextDouble()))).ToList();

        var plot = new ScatterPlot(traces, 0, 10_000_000);

        Assert.InRange(plot.Dots.Count, 500, 3_000);
        Assert.Equal(10_000, plot.Dots.Sum(d => d.Count));
    }

    [Fact]
    public void A_dot_with_an_error_leads_to_the_trace_with_the_error()
    {
        var plot = new ScatterPlot([Trace(10, 1_000_000, id: 1), Trace(10, 1_000_000, id: 2, errors: 1)], 0, 100);

        var dot = Assert.Single(plot.Dots);
        Assert.Equal((2, 1, new TraceId(2)), (dot.Count, dot.Errors, dot.TraceId));
    }

    [Fact]
    public void Slower_traces_stand_higher()
    {
        var plot = new ScatterPlot([Trace(10, 1_000_000), Trace(10, 900_000_000)], 0, 100);

        Assert.True(plot.Dots.MinBy(d => d.Y).Title.Contains("900 ms", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_dot_lies_inside_the_plot_even_when_nothing_takes_any_time()
    {
        var plot = new ScatterPlot([Trace(-5, 0), Trace(500, 0)], 0, 100);

        Assert.All(plot.Dots, dot => Assert.True(dot is { X: >= 0 and <= 100, Y: >= 0 and <= 100 }));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(13, 20)]
    [InlineData(24_000_000, 50_000_000)]
    [InlineData(60, 100)]
    public void Ticks_are_at_round_times(double least, long step) => Assert.Equal(step, TimeScale.Step(least));

    private static TraceSummary Trace(long start, long duration, ulong id = 1, int errors = 0) =>
        new(new TraceId(id), "GET /", Cart, start, duration, 1, errors, true, []);
}
