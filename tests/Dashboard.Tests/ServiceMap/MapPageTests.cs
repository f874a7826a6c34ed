using OtelShop.Dashboard.Telemetry;
using OtelShop.Dashboard.Telemetry.Traces;
using OtelShop.Dashboard.Tests.Browser;

namespace OtelShop.Dashboard.Tests.ServiceMap;

[Collection(BrowserCollection.Name)]
public sealed class MapPageTests(Chromium chromium) : IAsyncLifetime
{
    private RunningDashboard _dashboard = default!;
    private HttpClient _client = default!;

    public async Task InitializeAsync()
    {
        _dashboard = await RunningDashboard.StartAsync();
        _client = _dashboard.CreateClient();
        ShopTraffic.Send(_dashboard.Get<TraceStore>(), UnixTime.FromDateTime(TimeProvider.System.GetUtcNow()), 1200, TimeSpan.FromMinutes(10));
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _dashboard.DisposeAsync();
    }

    [Fact]
    public async Task The_map_fits_every_device() =>
        Assert.Null(await chromium.FaultAsync(_dashboard.Addresses.Frontend, "/map", "map"));

    [Fact]
    public async Task A_node_with_its_callers_and_callees_fits_every_device() =>
        Assert.Null(await chromium.FaultAsync(_dashboard.Addresses.Frontend, "/map?node=service:checkout", "map-node"));

    [Fact]
    public async Task A_desktop_shows_the_whole_map()
    {
        await using var reader = await chromium.OpenAsync(_dashboard.Addresses.Frontend);
        var page = await reader.GoAsync("/map");

        Assert.Equal(7, await page.Locator("svg.map a.node").EvaluateAllAsync<int>("nodes => new Set(nodes.map(n => n.querySelector('rect').getAttribute('x'))).size"));
        Assert.False(await page.Locator("#map-scroll").EvaluateAsync<bool>("frame => frame.scrollWidth > frame.clientWidth"));
    }

    [Fact]
    public async Task A_click_on_a_node_opens_what_is_known_of_it()
    {
        await using var reader = await chromium.OpenAsync(_dashboard.Addresses.Frontend);
        var page = await reader.GoAsync("/map");

        await page.Locator("svg.map a.node", new() { HasText = "payment" }).ClickAsync();

        await page.Locator("#map-pane").GetByText("Called by").WaitForAsync();
    }

    [Fact]
    public async Task A_call_leads_to_its_traces()
    {
        var page = await _client.GetStringAsync("/map?caller=service:checkout&callee=service:payment");

        Assert.Contains("Failed calls", page, StringComparison.Ordinal);
        Assert.Contains("/traces/detail/", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_table_has_each_call_without_a_picture()
    {
        var page = await _client.GetStringAsync("/map?view=table");

        Assert.DoesNotContain("<svg class=\"map\"", page, StringComparison.Ordinal);
        Assert.Contains("fraud-detection", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_map_of_nothing_says_so()
    {
        var page = await _client.GetStringAsync("/map?until=1000000000000");

        Assert.Contains("draws itself from traces", page, StringComparison.Ordinal);
    }
}
