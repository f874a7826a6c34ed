using System.Net;
using OpenTelemetry.Proto.Metrics.V1;
using OtelShop.Dashboard.Telemetry;
using OtelShop.Dashboard.Telemetry.Metrics;
using OtelShop.Dashboard.Tests.Telemetry.Metrics;

namespace OtelShop.Dashboard.Tests.Metrics;

public sealed class MetricPagesTests : IAsyncLifetime
{
    private const string Latency = "/metrics/resource/frontend?meter=Microsoft.AspNetCore.Hosting&instrument=http.server.request.duration";
    private RunningDashboard _dashboard = default!;
    private HttpClient _client = default!;

    private MetricStore Store => _dashboard.Get<MetricStore>();

    public async Task InitializeAsync()
    {
        _dashboard = await RunningDashboard.StartAsync();
        _client = _dashboard.CreateClient();
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _dashboard.DisposeAsync();
    }

    [Fact]
    public async Task Without_any_metric_the_page_says_so() => Assert.Contains("No metric has arrived yet.", await _client.GetStringAsync("/metrics"));

    [Fact]
    public async Task The_overview_shows_what_tells_most_of_each_service()
    {
        Fill();

        var page = await _client.GetStringAsync("/metrics");

        Assert.Contains("class=\"sparkline", page);
        Assert.Contains("dotnet.process.memory.working_set", page);
    }

    [Fact]
    public async Task A_histogram_shows_percentiles_and_its_rate()
    {
        Fill();

        var page = await _client.GetStringAsync(Latency);

        Assert.All(["P50", "P90", "P95", "P99", "Values per second", "Duration of HTTP server requests.", "6 series"], text => Assert.Contains(text, page));
    }

    [Fact]
    public async Task A_histogram_tells_the_mean_of_all_its_values()
    {
        Fill();

        Assert.Contains("values in this time, mean 30 ms", await _client.GetStringAsync(Latency));
    }

    [Fact]
    public async Task Splitting_shows_a_line_for_each_value()
    {
        Fill();

        var page = await _client.GetStringAsync(Latency + "&by=http.route");

        Assert.Contains("data-name=\"/api/checkout\"", page);
        Assert.Contains("data-name=\"/api/cart\"", page);
    }

    [Fact]
    public async Task Filtering_by_a_value_leaves_the_others_out()
    {
        Fill();

        var page = await _client.GetStringAsync(Latency + "&by=http.route&dim.http.route=%2Fapi%2Fcart");

        Assert.Contains("data-name=\"/api/cart\"", page);
        Assert.DoesNotContain("data-name=\"/api/checkout\"", page);
    }

    [Fact]
    public async Task The_heat_map_has_a_row_for_each_bucket()
    {
        Fill();

        Assert.Contains("data-name=\"10 ms – 25 ms\"", WebUtility.HtmlDecode(await _client.GetStringAsync(Latency + "&view=heat")));
    }

    [Fact]
    public async Task The_table_shows_whether_a_value_grew()
    {
        Fill();

        Assert.Contains("more than before", await _client.GetStringAsync(Latency + "&view=table"));
    }

    [Fact]
    public async Task An_instrument_that_is_not_there_is_not_found()
    {
        Fill();

        using var response = await _client.GetAsync("/metrics/resource/frontend?instrument=nothing");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task A_window_that_cannot_be_read_is_complained_about()
    {
        using var response = await _client.GetAsync("/metrics?window=soon");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("window: &#x27;soon&#x27;", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Too_many_series_are_warned_about()
    {
        var points = Enumerable.Range(0, Instrument.MaxSeries + 1).Select(i => new NumberDataPoint { AsInt = i, Attributes = { Attribute("user", $"{i}") } }).ToArray();
        Store.Add(MetricSketch.Request("cart", "", MetricSketch.Gauge("carts", points)));

        Assert.Contains("Too many combinations of attributes", await _client.GetStringAsync("/metrics/resource/cart?instrument=carts"));
    }

    [Fact]
    public async Task What_was_measured_earlier_is_one_link_away()
    {
        var hourAgo = UnixTime.FromDateTime(TimeProvider.System.GetUtcNow().AddHours(-1));
        Store.Add(MetricSketch.Request("cart", "", MetricSketch.Gauge("carts", new NumberDataPoint { AsInt = 1, TimeUnixNano = (ulong)hourAgo })));

        Assert.Contains($"until={hourAgo}", await _client.GetStringAsync("/metrics/resource/cart?instrument=carts"));
    }

    [Fact]
    public async Task Hostile_names_are_text()
    {
        const string Hostile = "<script>alert(1)</script>";
        var point = new NumberDataPoint { AsInt = 1, Attributes = { Attribute(Hostile, Hostile) } };
        Store.Add(MetricSketch.Request(Hostile, "", new Metric { Name = Hostile, Unit = Hostile, Description = Hostile, Gauge = new() { DataPoints = { point } } }));

        var page = await _client.GetStringAsync($"/metrics/resource/{Uri.EscapeDataString(Hostile)}?instrument={Uri.EscapeDataString(Hostile)}&by={Uri.EscapeDataString(Hostile)}");

        Assert.DoesNotContain(Hostile, page);
        Assert.DoesNotContain(" style=", page);
    }

    private static OpenTelemetry.Proto.Common.V1.KeyValue Attribute(string key, string value) => new() { Key = key, Value = new() { StringValue = value } };

    private void Fill() => ShopMetrics.Fill(Store, TimeProvider.System);
}
