using OtelShop.Dashboard.Telemetry.Metrics;
using static OtelShop.Dashboard.Tests.Telemetry.Metrics.MetricSketch;

namespace OtelShop.Dashboard.Tests.Telemetry.Metrics;

public sealed class CounterTests
{
    private readonly MetricBench _bench = new();

    [Fact]
    public void A_counter_is_shown_as_its_rate_a_second()
    {
        _bench.Send(0, Counter("orders", Number(0, 100)));
        _bench.Send(10, Counter("orders", Number(10, 130)));

        var rates = _bench.Values("orders", 0, 10);

        Assert.All(rates, rate => Assert.Equal(3, rate, 9));
        Assert.Equal(10, rates.Length);
    }

    [Fact]
    public void Deltas_are_added_up_to_the_same_rate()
    {
        _bench.Send(10, DeltaCounter("orders", Number(10, 30, start: 0)));
        _bench.Send(20, DeltaCounter("orders", Number(20, 50, start: 10)));

        var rates = _bench.Values("orders", 0, 20);

        Assert.All(rates[..10], rate => Assert.Equal(3, rate, 9));
        Assert.All(rates[10..], rate => Assert.Equal(5, rate, 9));
    }

    [Fact]
    public void A_delta_that_is_sent_twice_counts_once()
    {
        _bench.Send(10, DeltaCounter("orders", Number(10, 30, start: 0)));
        _bench.Send(11, DeltaCounter("orders", Number(10, 30, start: 0)));
        _bench.Send(20, DeltaCounter("orders", Number(20, 0, start: 10)));

        Assert.Equal(30, _bench.Values("orders", 0, 20).Sum(), 9);
    }

    [Fact]
    public void Time_between_two_deltas_that_none_of_them_covers_has_no_orders()
    {
        _bench.Send(2, DeltaCounter("orders", Number(2, 2, start: 0)));
        _bench.Send(8, DeltaCounter("orders", Number(8, 4, start: 6)));

        Assert.Equal([1, 1, 0, 0, 0, 0, 2, 2], _bench.Values("orders", 0, 8));
    }

    [Fact]
    public void A_counter_that_fell_began_anew_from_zero()
    {
        _bench.Send(0, Counter("orders", Number(0, 100)));
        _bench.Send(10, Counter("orders", Number(10, 120)));
        _bench.Send(20, Counter("orders", Number(20, 10)));

        var rates = _bench.Values("orders", 0, 20);

        Assert.Equal(20, rates[..10].Sum(), 9);
        Assert.Equal(10, rates[10..].Sum(), 9);
    }

    [Fact]
    public void A_later_start_is_a_reset_even_where_the_value_grew()
    {
        _bench.Send(0, Counter("orders", Number(0, 10)));
        _bench.Send(10, Counter("orders", Number(10, 30, start: 5)));

        var rates = _bench.Values("orders", 0, 10);

        Assert.Equal(0, rates[..5].Sum(), 9);
        Assert.Equal(30, rates[5..].Sum(), 9);
    }

    [Fact]
    public void What_a_new_series_counted_first_happened_since_the_last_export()
    {
        _bench.Send(0, Counter("orders", Number(0, 7, attributes: ("currency", "EUR"))));
        _bench.Send(10, Counter("orders", Number(10, 7, attributes: ("currency", "EUR")), Number(10, 1, attributes: ("currency", "JPY"))));

        Assert.Equal(1, _bench.Values("orders", 0, 10).Sum(), 9);
    }

    [Fact]
    public void What_was_counted_long_before_the_first_export_is_not_a_peak()
    {
        _bench.Send(0, Counter("orders", Number(0, 1_000_000, start: -36_000)));
        _bench.Send(10, Counter("orders", Number(10, 1_000_010, start: -36_000)));

        Assert.Equal(10, _bench.Values("orders", -60, 10).Where(double.IsFinite).Sum(), 9);
    }

    [Fact]
    public void All_that_a_process_counted_since_it_started_a_moment_ago_is_shown()
    {
        _bench.Send(10, Counter("orders", Number(10, 20, start: 0)));

        Assert.Equal(20, _bench.Values("orders", 0, 10).Sum(), 9);
    }

    [Fact]
    public void A_sum_that_goes_down_is_shown_as_its_value()
    {
        _bench.Send(0, UpDown("queue", Number(0, 5)));
        _bench.Send(1, UpDown("queue", Number(1, 3)));

        Assert.Equal([5, 3], _bench.Values("queue", -1, 1));
    }

    [Fact]
    public void Instances_of_a_service_are_added_up()
    {
        foreach (var instance in new[] { "a", "b" })
        {
            _bench.SendAs("cart", instance, 0, Counter("orders", Number(0, 0)));
            _bench.SendAs("cart", instance, 10, Counter("orders", Number(10, 20)));
        }

        Assert.All(_bench.Values("orders", 0, 10), rate => Assert.Equal(4, rate, 9));
    }

    [Fact]
    public void Instances_can_be_told_apart()
    {
        _bench.SendAs("cart", "a", 0, UpDown("queue", Number(0, 1)));
        _bench.SendAs("cart", "b", 0, UpDown("queue", Number(0, 2)));

        Assert.Equal(["b", "a"], _bench.Read("queue", -1, 0, MetricQuery.ByInstance).Groups.Select(g => g.Name));
    }

    [Fact]
    public void Attributes_in_another_order_are_the_same_series()
    {
        _bench.Send(0, Counter("orders", Number(0, 10, attributes: [("a", "1"), ("b", "2")])));
        _bench.Send(10, Counter("orders", Number(10, 20, attributes: [("b", "2"), ("a", "1")])));

        Assert.Equal(1, _bench.Read("orders", 0, 10).Instrument.SeriesCount);
        Assert.Equal(10, _bench.Values("orders", 0, 10).Sum(), 9);
    }

    [Fact]
    public void A_silence_is_a_gap_and_not_a_line()
    {
        for (var second = 0; second < 5; second++)
            _bench.Send(second, Counter("orders", Number(second, second)));
        _bench.Send(120, Counter("orders", Number(120, 240)));

        var rates = _bench.Values("orders", 0, 120);

        Assert.All(rates[10..110], rate => Assert.Equal(double.NaN, rate));
    }
}
