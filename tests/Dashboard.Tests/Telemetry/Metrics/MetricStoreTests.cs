using Google.Protobuf;
using OpenTelemetry.Proto.Metrics.V1;
using OpenTelemetry.Proto.Resource.V1;
using OtelShop.Dashboard.Telemetry.Metrics;
using static OtelShop.Dashboard.Tests.Telemetry.Metrics.MetricSketch;
using static OtelShop.Dashboard.Tests.Telemetry.TelemetrySamples;

namespace OtelShop.Dashboard.Tests.Telemetry.Metrics;

public sealed class MetricStoreTests
{
    private readonly MetricBench _bench = new();

    [Fact]
    public void A_gauge_of_several_series_is_averaged()
    {
        _bench.Send(0, Gauge("temperature", Number(0, 20, attributes: ("room", "a")), Number(0, 24, attributes: ("room", "b"))));

        Assert.Equal([22], _bench.Values("temperature", -1, 0));
    }

    [Fact]
    public void A_sender_that_says_that_it_has_no_value_leaves_a_gap()
    {
        var none = Number(1, 0);
        none.Flags = (uint)DataPointFlags.NoRecordedValueMask;
        _bench.Send(0, Gauge("temperature", Number(0, 20)));
        _bench.Send(1, Gauge("temperature", none));

        Assert.Equal([20, double.NaN], _bench.Values("temperature", -1, 1));
    }

    [Fact]
    public void Several_summaries_show_the_highest_of_each_quantile()
    {
        foreach (var (instance, value) in new[] { ("a", 3.0), ("b", 5.0) })
        {
            var point = new SummaryDataPoint { TimeUnixNano = At(0), Count = 1, QuantileValues = { new SummaryDataPoint.Types.ValueAtQuantile { Quantile = 0.5, Value = value } } };
            _bench.SendAs("cart", instance, 0, new Metric { Name = "pause", Summary = new() { DataPoints = { point } } });
        }

        Assert.Equal([5], Assert.Single(_bench.Read("pause", -1, 0).Groups).Quantiles[0.5]);
    }

    [Fact]
    public void Splitting_by_an_attribute_makes_a_group_of_each_value()
    {
        _bench.Send(0, UpDown("queue", Number(0, 1, attributes: ("topic", "orders")), Number(0, 5, attributes: ("topic", "mails")), Number(0, 2)));

        Assert.Equal(["mails", "(none)", "orders"], _bench.Read("queue", -1, 0, "topic").Groups.Select(g => g.Name));
    }

    [Fact]
    public void Values_of_an_attribute_are_offered_with_the_number_of_their_series()
    {
        _bench.Send(0, UpDown("queue", Number(0, 1, attributes: [("topic", "orders"), ("n", "1")]), Number(0, 5, attributes: [("topic", "orders"), ("n", "2")])));

        var topic = _bench.Read("queue", -1, 0).Dimensions.Single(d => d.Key == "topic");

        Assert.Equal([KeyValuePair.Create("orders", 2)], topic.Values);
    }

    [Fact]
    public void The_same_name_with_another_unit_is_another_instrument()
    {
        _bench.Send(0, new Metric { Name = "size", Unit = "By", Gauge = new() { DataPoints = { Number(0, 1) } } });
        _bench.Send(1, new Metric { Name = "size", Unit = "KiBy", Gauge = new() { DataPoints = { Number(1, 2) } } });

        var result = _bench.Read("size", -1, 1);

        Assert.Equal("KiBy", result.Instrument.Identity.Unit);
        Assert.Equal("By", Assert.Single(result.Others).Unit);
    }

    [Fact]
    public void Exemplars_of_the_time_asked_for_come_with_their_trace()
    {
        var point = Buckets(0, [1], [1, 0]);
        point.Exemplars.Add(new OpenTelemetry.Proto.Metrics.V1.Exemplar { TimeUnixNano = At(0), AsDouble = 0.5, TraceId = ByteString.CopyFrom([.. new byte[15], 7]), SpanId = ByteString.CopyFrom([.. new byte[7], 9]) });
        _bench.Send(0, Histogram("latency", point));

        var exemplar = Assert.Single(_bench.Read("latency", -1, 1).Exemplars);

        Assert.Equal((0.5, TraceIdOf(7), SpanIdOf(9)), (exemplar.Value, exemplar.TraceId, exemplar.SpanId));
    }

    [Fact]
    public void An_exemplar_from_far_ahead_does_not_keep_others_away()
    {
        _bench.Send(0, Histogram("latency", WithExemplar(Buckets(0, [1], [1, 0]), At(86_400))));
        _bench.Send(10, Histogram("latency", WithExemplar(Buckets(10, [1], [2, 0]), At(9))));

        Assert.Equal((long)At(9), Assert.Single(_bench.Read("latency", 0, 100_000).Exemplars).Time);
    }

    [Fact]
    public void Processes_that_share_a_name_and_have_no_id_are_told_apart_by_where_they_run()
    {
        for (var second = 0; second <= 20; second += 10)
        {
            foreach (var (process, value) in new[] { (1, 1_000), (2, 10) })
                _bench.SendAs(Process("web", process), second + 1, Counter("orders", Number(second, value + second)));
        }

        Assert.Equal(2, _bench.Values("orders", 0, 20)[5], 9);
    }

    [Fact]
    public void However_many_exemplars_come_few_are_kept_for_each_time()
    {
        for (var second = 0; second < 3_000; second++)
        {
            var point = Buckets(second, [1], [(ulong)second, 0]);
            point.Exemplars.Add(new OpenTelemetry.Proto.Metrics.V1.Exemplar { TimeUnixNano = At(second), AsDouble = 0.5, TraceId = ByteString.CopyFrom([.. new byte[15], 7]) });
            _bench.Send(second, Histogram("latency", point));
        }

        Assert.InRange(_bench.Read("latency", 2_900, 3_000).Exemplars.Count, 20, 42);
    }

    [Fact]
    public void Series_beyond_the_most_that_are_kept_are_turned_away_with_a_reason()
    {
        var points = Enumerable.Range(0, Instrument.MaxSeries + 5).Select(i => Number(0, 1, attributes: ("user", $"{i}"))).ToArray();

        var result = _bench.Send(0, Counter("orders", points));

        Assert.Equal((Instrument.MaxSeries, 5), (result.Accepted, result.Rejected));
        Assert.Contains("orders", result.Message);
        Assert.Equal(5, _bench.Read("orders", 0, 1).Instrument.Rejected);
    }

    [Fact]
    public void What_was_exported_is_read_again_as_it_was()
    {
        var copy = new MetricBench();
        _bench.Send(0, Counter("orders", Number(0, 100)), Histogram("latency", Buckets(0, [1, 2], [1, 2, 3])), ExponentialHistogram("size", Exponential(0, 2, 3, [4, 5])));
        _bench.Send(10, Counter("orders", Number(10, 30)), Histogram("latency", Buckets(10, [1, 2], [2, 2, 9])), ExponentialHistogram("size", Exponential(10, 2, 3, [6, 5])));

        foreach (var chunk in _bench.Store.Export())
            copy.Store.Add(chunk.Data);

        Assert.Equal(_bench.Values("orders", 0, 10), copy.Values("orders", 0, 10));
        Assert.Equal(_bench.Values("latency", 0, 10), copy.Values("latency", 0, 10));
        Assert.Equal(_bench.Read("size", 0, 10).Groups[0].Quantile(0.9), copy.Read("size", 0, 10).Groups[0].Quantile(0.9));
    }

    [Fact]
    public void After_a_restart_of_the_dashboard_a_counter_that_had_been_reset_goes_on()
    {
        var copy = new MetricBench();
        _bench.Send(0, Counter("orders", Number(0, 100)));
        _bench.Send(10, Counter("orders", Number(10, 30)));
        foreach (var chunk in _bench.Store.Export())
            copy.Store.Add(chunk.Data);

        copy.Send(20, Counter("orders", Number(20, 40)));

        Assert.Equal(10, copy.Values("orders", 10, 20).Sum(), 9);
    }

    [Fact]
    public void Clearing_a_resource_leaves_the_others()
    {
        _bench.SendAs("cart", "", 0, Counter("orders", Number(0, 1)));
        _bench.SendAs("ad", "", 0, Counter("orders", Number(0, 1)));

        _bench.Store.Clear(_bench.Resources.All.Single(r => r.ServiceName == "cart"));

        Assert.Equal(["ad"], _bench.Store.Services);
        Assert.Equal(["ad"], _bench.Resources.All.Select(r => r.ServiceName));
    }

    [Fact]
    public void All_memory_is_given_back_when_all_is_cleared()
    {
        for (var second = 0; second < 100; second++)
            _bench.Send(second, Counter("orders", Number(second, second)));

        _bench.Store.Clear();

        Assert.Equal(0, _bench.Budget.Used);
    }

    [Fact]
    public void A_service_with_many_series_does_not_push_out_one_with_few()
    {
        var bench = new MetricBench(new() { MaxBytes = 1_000_000 });
        bench.SendAs("small", "", 0, Counter("orders", Number(0, 1)));
        for (var second = 1; second < 60; second++)
            bench.SendAs("large", "", second, Gauge("noise", [.. Enumerable.Range(0, 200).Select(i => Number(second, second + i, attributes: ("n", $"{i}-{second / 10}")))]));

        Assert.InRange(bench.Budget.Used, 1, 1_000_000);
        Assert.NotEmpty(bench.Store.Instruments("small"));
    }

    [Fact]
    public void A_time_of_the_far_future_does_not_stop_the_series()
    {
        _bench.Send(0, Gauge("temperature", Number(1e9, 5)));
        _bench.Send(1, Gauge("temperature", Number(1, 6)));

        Assert.Equal(6, _bench.Values("temperature", -1, 1)[^1]);
    }

    [Fact]
    public void The_latest_value_is_the_rate_of_a_counter_and_the_value_of_a_gauge()
    {
        _bench.Send(0, Counter("orders", Number(0, 0)), Gauge("temperature", Number(0, 20)));
        _bench.Send(10, Counter("orders", Number(10, 50)), Gauge("temperature", Number(10, 21)));

        Assert.Equal(5, _bench.Store.Latest("cart", "orders", (long)At(10))!.Value, 9);
        Assert.Equal(21, _bench.Store.Latest("cart", "temperature", (long)At(10)));
        Assert.Null(_bench.Store.Latest("cart", "unheard.of", (long)At(10)));
    }

    private static HistogramDataPoint WithExemplar(HistogramDataPoint point, ulong time)
    {
        point.Exemplars.Add(new OpenTelemetry.Proto.Metrics.V1.Exemplar { TimeUnixNano = time, AsDouble = 0.5, TraceId = ByteString.CopyFrom([.. new byte[15], 7]) });
        return point;
    }

    private static Resource Process(string service, int id) => new() { Attributes = { Attribute("service.name", service), Attribute("host.name", "node"), Attribute("process.pid", id) } };
}
