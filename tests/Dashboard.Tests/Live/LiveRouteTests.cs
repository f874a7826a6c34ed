using OtelShop.Dashboard.Telemetry;

namespace OtelShop.Dashboard.Tests.Live;

public sealed class LiveRouteTests : IAsyncLifetime
{
    private RunningDashboard _dashboard = default!;
    private HttpClient _client = default!;

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
    public async Task A_browser_is_told_by_an_event_stream()
    {
        using var answer = await _client.GetAsync("/live?topics=traces+logs", HttpCompletionOption.ResponseHeadersRead);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync());
        var first = await lines.ReadLineAsync();
        _dashboard.Get<ChangeFeed>().Changed(Topic.Traces);
        List<string?> next = [await lines.ReadLineAsync(), await lines.ReadLineAsync(), await lines.ReadLineAsync(), await lines.ReadLineAsync()];

        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("event: open", first);
        Assert.Equal(["event: changed", "data: traces"], next[^2..]);
    }

    [Fact]
    public async Task A_page_carries_the_state_that_it_shows()
    {
        _dashboard.Get<ChangeFeed>().Changed(Topic.Traces);
        var page = await _client.GetStringAsync("/structuredlogs");

        Assert.Contains("data-versions=\"0.0.0.1.0\"", page);
    }
}
