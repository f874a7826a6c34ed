using OtelShop.Dashboard.Charts;

namespace OtelShop.Dashboard.Tests.Charts;

public sealed class ChartDrawingTests
{
    private static readonly ChartFrame Frame = new(0, 100, 100);

    [Fact]
    public void A_line_runs_from_the_left_edge_to_the_right_one()
    {
        var drawing = new ChartDrawing([Series((0, 0), (100, 10))], [], Frame);

        Assert.Equal(["M0 100L1000 0"], drawing.Lines);
    }

    [Fact]
    public void A_missing_value_interrupts_the_line_and_a_lonely_one_is_a_dot()
    {
        var drawing = new ChartDrawing([Series((0, 10), (50, null), (100, 10))], [], Frame);

        Assert.Equal(["M0 0h0M1000 0h0"], drawing.Lines);
    }

    [Fact]
    public void Points_outside_of_the_frame_are_not_drawn()
    {
        var drawing = new ChartDrawing([Series((-50, 10), (100, 10), (150, 10))], [], Frame);

        Assert.Equal(["M1000 0h0"], drawing.Lines);
    }

    [Fact]
    public void Stacked_lines_stand_on_those_before()
    {
        var drawing = new ChartDrawing([Series((0, 4), (100, 4)), Series((0, 6), (100, 6))], [], Frame with { IsStacked = true });

        Assert.Equal(["M0 60L1000 60", "M0 0L1000 0"], drawing.Lines);
    }

    [Fact]
    public void Marks_lie_at_round_values_in_a_unit_that_fits()
    {
        var drawing = new ChartDrawing([Series((0, 0.043))], [], Frame with { Unit = "s", Height = 200 });

        Assert.Equal(["0", "10 ms", "20 ms", "30 ms", "40 ms", "50 ms"], drawing.Values.Ticks.Select(t => t.Label));
    }

    [Fact]
    public void Bytes_are_marked_at_powers_of_two()
    {
        var drawing = new ChartDrawing([Series((0, 100 * 1048576))], [], Frame with { Unit = "By", Height = 160 });

        Assert.Equal(["0", "32 MiB", "64 MiB", "96 MiB", "128 MiB"], drawing.Values.Ticks.Select(t => t.Label));
    }

    [Fact]
    public void A_logarithmic_axis_has_a_mark_for_each_power_of_ten()
    {
        var drawing = new ChartDrawing([Series((0, 0.002), (100, 0.9))], [], Frame with { Unit = "s", IsLog = true, Height = 240 });

        Assert.Equal(["1 ms", "10 ms", "100 ms", "1 s"], drawing.Values.Ticks.Select(t => t.Label));
        Assert.Equal(2.0 / 3, drawing.Values.Share(0.1), 9);
    }

    [Fact]
    public void Times_are_marked_at_round_ones()
    {
        const long Second = 1_000_000_000;
        var ticks = TimeTicks.Of(7 * Second, 307 * Second, 6);

        Assert.Equal(["00:01", "00:02", "00:03", "00:04", "00:05"], ticks.Select(t => t.Label));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void What_is_no_number_is_not_drawn(double value)
    {
        var drawing = new ChartDrawing([Series((0, value), (100, 5))], [new(50, value, "/", "")], Frame);

        Assert.Equal(["M1000 0h0"], drawing.Lines);
        Assert.Empty(drawing.Dots);
    }

    [Fact]
    public void A_chart_without_points_says_so() => Assert.True(new ChartDrawing([], [], Frame).IsEmpty);

    private static ChartSeries Series(params (long Time, double? Value)[] points) => new("", "", [.. points.Select(p => new ChartPoint(p.Time, p.Value))]);
}
