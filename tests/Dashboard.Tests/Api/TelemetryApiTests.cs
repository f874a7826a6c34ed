using System.Net;
using System.Text.Json;
using OpenTelemetry.Proto.Trace.V1;
using OtelShop.Dashboard.Ingest.Json;
using OtelShop.Dashboard.Telemetry.Logs;
using OtelShop.Dashboard.Telemetry.Metrics;
using OtelShop.Dashboard.Telemetry.Traces;
using OtelShop.Dashboard.Tests.Metrics;
using OtelShop.Dashboard.Tests.Telemetry;

namespace OtelShop.Dashboard.Tests.Api;

public sealed class TelemetryApiTests : IAsyncLifetime
{
    private RunningDashboard _dashboard = default!;
    private HttpClient _client = default!;

    public async Task InitializeAsync()
    {
        _dashboard = await RunningDashboard.StartAsync();
        _client = _dashboard.CreateClient();
        var traces = _dashboard.Get<TraceStore>();
        traces.Add(TelemetrySamples.Request("cart", TelemetrySamples.Span(1, 1), TelemetrySamples.Span(1, 2, parent: 1, name: "HGETALL")));
        traces.Add(TelemetrySamples.Request("payment", TelemetrySamples.Span(2, 3, start: 10, end: 400, isError: true)));
        _dashboard.Get<LogStore>().Add(TelemetrySamples.LogRequest("cart", TelemetrySamples.Log("added"), TelemetrySamples.Log("lost", OpenTelemetry.Proto.Logs.V1.SeverityNumber.Error, time: 5)));
        ShopMetrics.Fill(_dashboard.Get<MetricStore>(), TimeProvider.System);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _dashboard.DisposeAsync();
    }

    [Theory]
    [InlineData("resources", 4)]
    [InlineData("traces", 2)]
    [InlineData("traces?hasError=true", 1)]
    [InlineData("traces?resource=cart", 1)]
    [InlineData("traces?resource=cart&resource=payment", 2)]
    [InlineData("traces?minDuration=200ms", 1)]
    [InlineData("traces?filter=Name:eq:HGETALL", 1)]
    [InlineData("spans", 3)]
    [InlineData("spans?text=hget", 1)]
    [InlineData("spans?resource=cart", 2)]
    [InlineData("logs", 2)]
    [InlineData("logs?severity=error", 1)]
    [InlineData("metrics?resource=frontend", 4)]
    [InlineData("metrics?resource=frontend&instrument=http.server.request.duration&by=http.route", 3)]
    public async Task A_query_finds_as_many(string path, int count)
    {
        using var answer = await GetAsync(path);

        Assert.Equal(count, answer.RootElement.GetProperty("totalCount").GetInt32());
    }

    [Fact]
    public async Task A_page_tells_how_many_there_are_in_all()
    {
        using var answer = await GetAsync("spans?skip=1&limit=1");

        Assert.Equal((3, 1), (answer.RootElement.GetProperty("totalCount").GetInt32(), answer.RootElement.GetProperty("returnedCount").GetInt32()));
    }

    [Fact]
    public async Task Data_is_otlp_as_it_came()
    {
        using var answer = await GetAsync($"traces/{TelemetrySamples.TraceIdOf(1)}");

        var data = OtlpJson.Parse<TracesData>(System.Text.Encoding.UTF8.GetBytes(answer.RootElement.GetProperty("data").GetRawText()));
        Assert.Equal(["GET", "HGETALL"], data.ResourceSpans.Single().ScopeSpans.Single().Spans.Select(s => s.Name));
    }

    [Fact]
    public async Task A_trace_can_be_saved_as_a_file()
    {
        using var answer = await _client.GetAsync($"/api/telemetry/traces/{TelemetrySamples.TraceIdOf(2)}?download=true");
        var file = await answer.Content.ReadAsByteArrayAsync();

        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Single(OtlpJson.Parse<TracesData>(file).ResourceSpans);
    }

    [Theory]
    [InlineData("traces/00000000000000000000000000000009")]
    [InlineData("traces?resource=nobody")]
    [InlineData("logs?resource=nobody")]
    [InlineData("metrics?instrument=nothing")]
    public async Task What_is_not_there_is_not_found(string path)
    {
        using var answer = await _client.GetAsync("/api/telemetry/" + path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Every_wrong_parameter_is_named_at_once()
    {
        using var answer = await _client.GetAsync("/api/telemetry/logs?limit=0&severity=loud&from=noon&colour=red&follow=maybe&filter=x");
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(["colour", "filter", "follow", "from", "limit", "severity"],
            problem.RootElement.GetProperty("errors").EnumerateArray().Select(e => e.GetString()!.Split(':')[0]).Order());
    }

    [Fact]
    public async Task A_trace_id_that_is_none_is_refused()
    {
        using var answer = await _client.GetAsync("/api/telemetry/traces/7");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task The_map_and_the_signals_are_there_too()
    {
        using var map = await GetAsync("service-map?until=" + (TelemetrySamples.Noon + 1_000_000_000));
        using var signals = await GetAsync("signals?until=" + (TelemetrySamples.Noon + 1_000_000_000));

        Assert.Equal(2, map.RootElement.GetProperty("data").GetProperty("nodes").GetArrayLength());
        Assert.Equal("payment", signals.RootElement.GetProperty("data")[0].GetProperty("service").GetString());
    }

    private async Task<JsonDocument> GetAsync(string path) => JsonDocument.Parse(await _client.GetStringAsync("/api/telemetry/" + path));
}
