using Google.Protobuf;
using OpenTelemetry.Proto.Logs.V1;
using OpenTelemetry.Proto.Trace.V1;
using OtelShop.Dashboard.Api;
using OtelShop.Dashboard.Ingest.Json;
using OtelShop.Dashboard.Telemetry.Logs;
using OtelShop.Dashboard.Telemetry.Traces;
using OtelShop.Dashboard.Tests.Telemetry;

namespace OtelShop.Dashboard.Tests.Api;

public sealed class FollowTests : IAsyncLifetime
{
    private RunningDashboard _dashboard = default!;
    private HttpClient _client = default!;

    public async Task InitializeAsync()
    {
        _dashboard = await RunningDashboard.StartAsync();
        _client = _dashboard.CreateClient();
        Add(1, "first", 0);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _dashboard.DisposeAsync();
    }

    [Fact]
    public async Task Spans_that_come_are_added_one_a_line()
    {
        using var lines = await FollowAsync("spans");
        Assert.Equal("first", await SpanAsync(lines));

        Add(2, "second", 5);

        Assert.Equal("second", await SpanAsync(lines));
    }

    [Fact]
    public async Task A_span_that_comes_late_is_not_missed()
    {
        using var lines = await FollowAsync("spans");
        Assert.Equal("first", await SpanAsync(lines));

        Add(2, "late", -60_000);

        Assert.Equal("late", await SpanAsync(lines));
    }

    [Fact]
    public async Task A_clock_that_is_ahead_hides_nothing_that_comes_later()
    {
        Add(2, "ahead", 3_600_000);
        using var lines = await FollowAsync("spans");
        Assert.Equal(["first", "ahead"], [await SpanAsync(lines), await SpanAsync(lines)]);

        Add(3, "second", 5);

        Assert.Equal("second", await SpanAsync(lines));
    }

    [Fact]
    public async Task A_burst_of_log_records_is_heard_to_the_last_one()
    {
        using var lines = await FollowAsync("logs?limit=10000");
        var sent = Enumerable.Range(0, (2 * ApiStream.Page) + 1).Select(i => $"{i}").ToList();
        _dashboard.Get<LogStore>().Add(TelemetrySamples.LogRequest("cart", [.. sent.Select(text => TelemetrySamples.Log(text))]));

        List<string> heard = [];
        while (heard.Count < sent.Count)
            heard.Add(await LogAsync(lines));

        Assert.Equal(sent, heard);
    }

    [Fact]
    public async Task A_span_keeps_the_version_of_its_scope()
    {
        _dashboard.Get<TraceStore>().Add(new TracesData
        {
            ResourceSpans = { new ResourceSpans { ScopeSpans = { new ScopeSpans { Scope = new() { Name = "Npgsql", Version = "10.0" }, Spans = { TelemetrySamples.Span(9, 9) } } } } },
        }.ToByteArray());

        var answer = await _client.GetStringAsync($"/api/telemetry/traces/{TelemetrySamples.TraceIdOf(9)}");

        Assert.Contains("\"version\":\"10.0\"", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_follower_with_a_filter_hears_only_of_what_meets_it()
    {
        using var lines = await FollowAsync("spans?text=wanted");
        Add(2, "other", 5);
        Add(3, "wanted", 6);

        Assert.Equal("wanted", await SpanAsync(lines));
    }

    [Fact]
    public async Task Log_records_that_come_are_added_in_their_order()
    {
        using var lines = await FollowAsync("logs");
        _dashboard.Get<LogStore>().Add(TelemetrySamples.LogRequest("cart", TelemetrySamples.Log("one", time: 9), TelemetrySamples.Log("two", time: 3)));

        Assert.Equal(["one", "two"], [await LogAsync(lines), await LogAsync(lines)]);
    }

    private void Add(int id, string name, long start) =>
        _dashboard.Get<TraceStore>().Add(TelemetrySamples.Request("cart", TelemetrySamples.Span(id, id, name: name, start: start, end: start + 1)));

    private async Task<StreamReader> FollowAsync(string path)
    {
        var url = $"/api/telemetry/{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}follow=true";
        return new StreamReader(await _client.GetStreamAsync(url));
    }

    private static async Task<string> SpanAsync(StreamReader lines) =>
        OtlpJson.Parse<TracesData>(System.Text.Encoding.UTF8.GetBytes((await lines.ReadLineAsync())!)).ResourceSpans.Single().ScopeSpans.Single().Spans.Single().Name;

    private static async Task<string> LogAsync(StreamReader lines) =>
        OtlpJson.Parse<LogsData>(System.Text.Encoding.UTF8.GetBytes((await lines.ReadLineAsync())!)).ResourceLogs.Single().ScopeLogs.Single().LogRecords.Single().Body.StringValue;
}
