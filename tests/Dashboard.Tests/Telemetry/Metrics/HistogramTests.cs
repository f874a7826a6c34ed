using OtelShop.Dashboard.Telemetry.Metrics;
using static OtelShop.Dashboard.Tests.Telemetry.Metrics.MetricSketch;

namespace OtelShop.Dashboard.Tests.Telemetry.Metrics;

public sealed class HistogramTests
{
    private static readonly double[] Bounds = [0.1, 0.2, 0.4];
    private readonly MetricBench _bench = new();

    [Theory]
    [InlineData(0.5, 0.1)]
    [InlineData(0.75, 0.15)]
    [InlineData(0.9, 0.18)]
    [InlineData(0.25, 0.05)]
    public void A_quantile_lies_in_its_bucket_as_far_as_the_bucket_is_needed(double share, double expected)
    {
        _bench.Send(0, Histogram("latency", Buckets(0, Bounds, [10, 0, 0, 0])));
        _bench.Send(10, Histogram("latency", Buckets(10, Bounds, [20, 10, 0, 0])));

        Assert.Equal(expected, TotalOf("latency", 0, 10).Quantile(share), 9);
    }

    [Fact]
    public void A_quantile_beyond_the_last_bound_is_the_last_bound()
    {
        _bench.Send(10, DeltaHistogram("latency", Buckets(10, Bounds, [1, 0, 0, 99], start: 0)));

        Assert.Equal(0.4, TotalOf("latency", 0, 10).Quantile(0.99));
    }

    [Fact]
    public void Mean_and_rate_come_from_sum_and_count()
    {
        _bench.Send(0, Histogram("latency", Buckets(0, Bounds, [10, 0, 0, 0], sum: 1)));
        _bench.Send(10, Histogram("latency", Buckets(10, Bounds, [30, 0, 0, 0], sum: 4)));

        Assert.Equal(0.15, TotalOf("latency", 0, 10).Mean, 9);
        Assert.All(_bench.Values("latency", 0, 10), rate => Assert.Equal(2, rate, 9));
    }

    [Fact]
    public void Deltas_and_totals_tell_the_same()
    {
        _bench.Send(5, DeltaHistogram("delta", Buckets(5, Bounds, [1, 2, 3, 4], start: 0)), Histogram("total", Buckets(5, Bounds, [1, 2, 3, 4], start: 0)));
        _bench.Send(9, DeltaHistogram("delta", Buckets(9, Bounds, [5, 0, 1, 0], start: 5)), Histogram("total", Buckets(9, Bounds, [6, 2, 4, 4], start: 0)));

        Assert.Equal(TotalOf("total", 0, 9).Quantile(0.6), TotalOf("delta", 0, 9).Quantile(0.6), 9);
        Assert.Equal(16, TotalOf("delta", 0, 9).Count, 9);
    }

    [Fact]
    public void A_histogram_that_fell_began_anew()
    {
        _bench.Send(0, Histogram("latency", Buckets(0, Bounds, [10, 5, 0, 0])));
        _bench.Send(10, Histogram("latency", Buckets(10, Bounds, [11, 2, 0, 0])));

        Assert.Equal(13, TotalOf("latency", 0, 10).Count, 9);
    }

    [Fact]
    public void Histograms_with_other_bounds_are_added_by_splitting_their_buckets()
    {
        _bench.SendAs("cart", "a", 10, DeltaHistogram("latency", Buckets(10, [1, 2], [0, 10, 0], start: 0)));
        _bench.SendAs("cart", "b", 10, DeltaHistogram("latency", Buckets(10, [1.5, 2], [0, 10, 0], start: 0)));

        var total = TotalOf("latency", 0, 10);

        Assert.Equal(20, total.Count, 9);
        Assert.Equal(5, total.CountUpTo(1.5), 9);
        Assert.Equal(1.75, total.Quantile(0.625), 9);
    }

    [Fact]
    public void New_bounds_in_the_same_series_do_not_lose_what_came_after()
    {
        _bench.Send(0, Histogram("latency", Buckets(0, [1, 2], [5, 5, 5])));
        _bench.Send(10, Histogram("latency", Buckets(10, [1, 3], [1, 1, 0], start: 5)));

        Assert.Equal(2, TotalOf("latency", 0, 10).Count, 9);
    }

    [Fact]
    public void An_exponential_quantile_lies_between_its_bucket_ends_on_a_logarithmic_scale()
    {
        _bench.Send(10, ExponentialHistogram("latency", Exponential(10, scale: 0, offset: 2, [4, 4], start: 0)));

        var total = TotalOf("latency", 0, 10);

        Assert.Equal(4 * Math.Sqrt(2), total.Quantile(0.25), 9);
        Assert.Equal(8, total.Quantile(0.5), 9);
        Assert.Equal(16, total.Quantile(1), 9);
    }

    [Fact]
    public void Exponential_histograms_of_other_scales_meet_at_the_coarser_one()
    {
        _bench.SendAs("cart", "a", 10, ExponentialHistogram("latency", Exponential(10, scale: 1, offset: 0, [1, 2, 3, 4], start: 0)));
        _bench.SendAs("cart", "b", 10, ExponentialHistogram("latency", Exponential(10, scale: 0, offset: 0, [5, 6], start: 0)));

        var total = Assert.IsType<ExponentialDistribution>(TotalOf("latency", 0, 10));

        Assert.Equal(0, total.Scale);
        Assert.Equal(8, total.CountUpTo(2), 9);
        Assert.Equal(21, total.CountUpTo(4), 9);
    }

    [Fact]
    public void An_exponential_total_goes_on_when_its_scale_shrinks()
    {
        _bench.Send(0, ExponentialHistogram("latency", Exponential(0, scale: 1, offset: 0, [4, 4])));
        _bench.Send(10, ExponentialHistogram("latency", Exponential(10, scale: 0, offset: 0, [9, 3])));

        Assert.Equal(4, TotalOf("latency", 0, 10).Count, 9);
    }

    [Fact]
    public void Zeros_of_an_exponential_histogram_are_below_all_others()
    {
        _bench.Send(10, ExponentialHistogram("latency", Exponential(10, scale: 0, offset: 0, [5], start: 0, zeros: 5)));

        Assert.Equal(0, TotalOf("latency", 0, 10).Quantile(0.4));
    }

    private Distribution TotalOf(string instrument, double from, double until) => Assert.Single(_bench.Read(instrument, from, until).Groups).Total!;
}
