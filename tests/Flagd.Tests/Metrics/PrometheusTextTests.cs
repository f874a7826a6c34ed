using System.Diagnostics.Metrics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OtelShop.Flagd.Metrics;

namespace OtelShop.Flagd.Tests.Metrics;

public sealed class PrometheusTextTests : IDisposable
{
    private readonly PrometheusText _text = new();
    private readonly BaseExportingMetricReader _reader;
    private readonly MeterProvider _provider;

    // Of this object alone, whatever else is measured in the process.
    private readonly Meter _meter = new($"{nameof(PrometheusTextTests)}.{Guid.NewGuid()}");

    public PrometheusTextTests()
    {
        _reader = new BaseExportingMetricReader(_text);
        _provider = Sdk.CreateMeterProviderBuilder().AddMeter(_meter.Name).AddReader(_reader).Build();
    }

    public void Dispose()
    {
        _provider.Dispose();
        _reader.Dispose();
        _text.Dispose();
        _meter.Dispose();
    }

    [Fact]
    public void A_counter_counts_by_its_attributes_under_the_name_that_flagd_has()
    {
        var impressions = _meter.CreateCounter<long>("feature_flag.flagd.impression", "{impression}", "Evaluations");
        impressions.Add(2, new("feature_flag.key", "a"), new("feature_flag.reason", "STATIC"));
        impressions.Add(1, new KeyValuePair<string, object?>("feature_flag.key", "b"));

        Assert.Equal(
            [
                "# HELP feature_flag_flagd_impression_total Evaluations",
                "# TYPE feature_flag_flagd_impression_total counter",
                "feature_flag_flagd_impression_total{feature_flag_key=\"a\",feature_flag_reason=\"STATIC\"} 2",
                "feature_flag_flagd_impression_total{feature_flag_key=\"b\"} 1",
            ],
            Lines());
    }

    [Fact]
    public void What_goes_up_and_down_is_a_gauge()
    {
        var streams = _meter.CreateUpDownCounter<long>("feature_flag.flagd.sync.active_streams", "{stream}");
        streams.Add(3);
        streams.Add(-1);

        Assert.Equal(["# HELP feature_flag_flagd_sync_active_streams ", "# TYPE feature_flag_flagd_sync_active_streams gauge", "feature_flag_flagd_sync_active_streams 2"], Lines());
    }

    [Fact]
    public void The_buckets_of_a_histogram_count_what_is_below_them()
    {
        var duration = _meter.CreateHistogram("http.server.request.duration", "s", null, tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.5, 1] });
        foreach (var seconds in new[] { 0.25, 0.75, 8 })
            duration.Record(seconds, new KeyValuePair<string, object?>("http.route", "/"));

        Assert.Equal(
            [
                "http_server_request_duration_seconds_bucket{http_route=\"/\",le=\"0.5\"} 1",
                "http_server_request_duration_seconds_bucket{http_route=\"/\",le=\"1\"} 2",
                "http_server_request_duration_seconds_bucket{http_route=\"/\",le=\"+Inf\"} 3",
                "http_server_request_duration_seconds_sum{http_route=\"/\"} 9",
                "http_server_request_duration_seconds_count{http_route=\"/\"} 3",
            ],
            Lines()[2..]);
    }

    [Fact]
    public void Whatever_a_flag_is_called_ends_no_line_and_no_label()
    {
        _meter.CreateCounter<long>("changes").Add(1, new KeyValuePair<string, object?>("key", "a\"b\\c\nd"));

        Assert.Equal("""changes_total{key="a\"b\\c\nd"} 1""", Lines()[^1]);
    }

    private string[] Lines()
    {
        _reader.Collect();
        return _text.Latest.TrimEnd('\n').Split('\n');
    }
}
