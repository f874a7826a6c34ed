using OtelShop.Dashboard.Telemetry.Metrics;

namespace OtelShop.Dashboard.Tests.Telemetry.Metrics;

public sealed class PointLogTests
{
    private const long Second = 1_000_000_000;
    private const long Noon = 1_780_000_000 * Second;
    private readonly PointLog<NumberTotal> _log = new(50_000);

    [Fact]
    public void A_value_that_stays_takes_one_point()
    {
        for (var second = 0; second < 600; second++)
            Add(second, 7);

        Assert.Equal(1, _log.Count);
        Assert.Equal(new Point<NumberTotal>(Noon, Noon + (599 * Second), new(7)), _log[0]);
    }

    [Fact]
    public void A_value_that_comes_back_after_a_gap_is_a_point_of_its_own()
    {
        Add(0, 7);
        Add(61, 7);

        Assert.Equal(2, _log.Count);
    }

    [Fact]
    public void A_quarter_of_an_hour_is_kept_to_the_second()
    {
        for (var second = 0; second <= 900; second++)
            Add(second, second);

        Assert.Equal(901, _log.Count);
    }

    [Fact]
    public void Half_a_day_of_seconds_is_thinned_to_few_points()
    {
        for (var second = 0; second <= 50_000; second++)
            Add(second, second);

        Assert.InRange(_log.Count, 1_600, 1_850);
        Assert.InRange(Noon + (50_000 * Second) - _log[0].Until, 12 * 3600 * Second, 13 * 3600 * Second);
    }

    [Fact]
    public void Of_points_that_are_thinned_the_last_of_each_slot_stays()
    {
        for (var second = 0; second <= 2_000; second++)
            Add(second, second);

        var older = Enumerable.Range(0, 20).Select(i => _log[i].From / Second % 15).ToList();

        Assert.All(older, second => Assert.Equal(14, second));
    }

    [Fact]
    public void There_are_never_more_points_than_allowed()
    {
        var small = new PointLog<NumberTotal>(10);
        for (var second = 0; second < 100; second++)
            small.Add(Noon + (second * Second), new(second), 60 * Second);

        Assert.Equal(10, small.Count);
        Assert.Equal(90, small[0].Value.Value);
    }

    [Fact]
    public void What_is_forgotten_gives_its_memory_back()
    {
        for (var second = 0; second < 800; second++)
            Add(second, second);
        var before = _log.Bytes;

        _log.Forget(0.5);

        Assert.Equal(400, _log.Count);
        Assert.InRange(_log.Bytes, 0, before / 2);
    }

    private void Add(long second, double value) => _log.Add(Noon + (second * Second), new(value), 60 * Second);
}
