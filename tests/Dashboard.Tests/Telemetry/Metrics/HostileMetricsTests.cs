using Google.Protobuf;
using OpenTelemetry.Proto.Metrics.V1;
using static OtelShop.Dashboard.Tests.Telemetry.Metrics.MetricSketch;

namespace OtelShop.Dashboard.Tests.Telemetry.Metrics;

public sealed class HostileMetricsTests
{
    private readonly MetricBench _bench = new();

    [Fact]
    public void Of_a_truncated_request_nothing_is_kept()
    {
        var request = Request("cart", "", Counter("orders", Number(0, 1, attributes: ("a", "b"))), Histogram("latency", Buckets(0, [1], [1, 2])));

        for (var length = 1; length < request.Length; length++)
            Assert.Throws<InvalidProtocolBufferException>(() => _bench.Store.Add(request.AsSpan(0, length)));

        Assert.Empty(_bench.Store.Instruments(null));
    }

    [Fact]
    public void Any_bytes_are_refused_or_taken_without_another_complaint()
    {
        var random = new Random(1);
        var request = Request("cart", "", Counter("orders", Number(0, 1, attributes: ("a", "b"))), ExponentialHistogram("size", Exponential(0, 2, 3, [4, 5])));
        for (var round = 0; round < 5_000; round++)
        {
            var damaged = request.ToArray();
            for (var i = random.Next(1, 6); i > 0; i--)
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            Assert.True(Record.Exception(() => _bench.Store.Add(damaged)) is null or InvalidProtocolBufferException);
        }
    }

    [Fact]
    public void Whatever_was_kept_of_damaged_requests_can_be_shown_and_written_out()
    {
        var random = new Random(2);
        var request = Request("cart", "", ExponentialHistogram("size", Exponential(0, 2, 3, [4, 5])), Histogram("latency", Buckets(0, [1], [1, 2])));
        for (var round = 0; round < 2_000; round++)
        {
            var damaged = request.ToArray();
            damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            _ = Record.Exception(() => _bench.Store.Add(damaged));
        }

        foreach (var instrument in _bench.Store.Instruments(null))
            Assert.NotNull(_bench.Read(instrument.Identity.Name, -60, 60));
        Assert.All(_bench.Store.Export(), chunk => MetricsData.Parser.ParseFrom(chunk.Data));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_value_that_is_no_number_is_turned_away(double value)
    {
        var result = _bench.Send(0, Gauge("temperature", Number(0, value), Number(0, 1, attributes: ("a", "b"))));

        Assert.Equal((1, 1), (result.Accepted, result.Rejected));
        Assert.Equal("temperature: a value is not a finite number", result.Message);
    }

    [Fact]
    public void Buckets_that_do_not_fit_their_bounds_are_turned_away()
    {
        var result = _bench.Send(0, Histogram("latency", Buckets(0, [1, 2], [1, 2]), Buckets(0, [2, 1], [1, 2, 3])), ExponentialHistogram("size", Exponential(0, 99, 0, [1])));

        Assert.Equal((0, 3), (result.Accepted, result.Rejected));
    }

    [Theory]
    [InlineData(20)]
    [InlineData(-10)]
    public void Series_at_both_ends_of_all_numbers_are_few_buckets(int scale)
    {
        foreach (var offset in new[] { -(1 << 30), 1 << 30 })
        {
            _bench.SendAs("cart", $"{offset}", 0, ExponentialHistogram("size", Exponential(0, scale, offset, [1])));
            _bench.SendAs("cart", $"{offset}", 1, ExponentialHistogram("size", Exponential(1, scale, offset, [2])));
        }

        Assert.InRange(_bench.Read("size", 0, 1).Groups.Single().Total!.Edges(24).Count, 1, 25);
    }

    [Fact]
    public void An_attribute_of_a_megabyte_is_cut()
    {
        _bench.Send(0, Counter("orders", Number(0, 1, attributes: ("a", new string('x', 1 << 20)))));

        Assert.InRange(_bench.Budget.Used, 1, 200_000);
        Assert.Equal(16 * 1024, _bench.Read("orders", 0, 1).Dimensions.Single().Values.Single().Key.Length);
    }

    [Fact]
    public void More_attributes_than_allowed_are_left_out()
    {
        var many = Enumerable.Range(100, 300).Select(i => ($"key{i}", "v")).ToArray();

        _bench.Send(0, Counter("orders", Number(0, 1, attributes: many)));

        Assert.Equal(128, _bench.Read("orders", 0, 1).Dimensions.Count);
    }
}
