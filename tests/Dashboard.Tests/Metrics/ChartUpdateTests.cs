using Microsoft.Playwright;
using OtelShop.Dashboard.Telemetry.Metrics;
using OtelShop.Dashboard.Tests.Browser;

namespace OtelShop.Dashboard.Tests.Metrics;

/// <summary>A chart that is drawn again under a reader who is reading values off it.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ChartUpdateTests(Chromium chromium) : IAsyncLifetime
{
    private const float Patience = 60_000;
    private const string Latency = "/metrics/resource/frontend?meter=Microsoft.AspNetCore.Hosting&instrument=http.server.request.duration";
    private RunningDashboard _dashboard = default!;
    private Reader _reader = default!;
    private IPage _page = default!;

    private ILocator Plot => _page.Locator("#metric-chart svg[data-chart][data-ready]");

    private ILocator Values => _page.Locator("#metric-chart .chart-readout");

    public async Task InitializeAsync()
    {
        _dashboard = await RunningDashboard.StartAsync();
        ShopMetrics.Fill(_dashboard.Get<MetricStore>(), TimeProvider.System);
        _reader = await chromium.OpenAsync(_dashboard.Addresses.Frontend);
        _page = await _reader.GoAsync(Latency);
    }

    public async Task DisposeAsync()
    {
        await _reader.DisposeAsync();
        await _dashboard.DisposeAsync();
    }

    [Fact]
    public async Task Values_below_the_pointer_stay_through_an_update()
    {
        await Plot.HoverAsync();
        await UpdateAsync();

        await Assertions.Expect(Values).ToBeVisibleAsync();
        await Assertions.Expect(Values).ToContainTextAsync("P95");
    }

    [Fact]
    public async Task Arrow_keys_go_on_from_the_same_value_after_an_update()
    {
        await Plot.FocusAsync();
        foreach (var key in new[] { "End", "ArrowLeft", "ArrowLeft", "ArrowLeft" })
            await _page.Keyboard.PressAsync(key);
        var read = await Time.InnerTextAsync();
        await UpdateAsync();
        var afterwards = await Time.InnerTextAsync();
        await _page.Keyboard.PressAsync("ArrowLeft");

        Assert.Equal(read, afterwards);
        await Assertions.Expect(Time).Not.ToHaveTextAsync(read);
    }

    private ILocator Time => Values.Locator("div");

    private async Task UpdateAsync()
    {
        await Plot.EvaluateAsync("plot => plot.dataset.old = ''");
        ShopMetrics.Fill(_dashboard.Get<MetricStore>(), TimeProvider.System);
        await _page.Locator("#metric-chart svg[data-chart][data-ready]:not([data-old])").WaitForAsync(new() { Timeout = Patience });
        // The browser tells of a pointer that came to lie over something new with the next frame.
        await _page.EvaluateAsync("new Promise(seen => requestAnimationFrame(() => requestAnimationFrame(seen)))");
    }
}
