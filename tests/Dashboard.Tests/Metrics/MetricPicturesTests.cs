using OtelShop.Dashboard.Telemetry.Metrics;
using OtelShop.Dashboard.Tests.Browser;

namespace OtelShop.Dashboard.Tests.Metrics;

[Collection(BrowserCollection.Name)]
public sealed class MetricPicturesTests(Chromium chromium) : IAsyncLifetime
{
    private const string Latency = "/metrics/resource/frontend?meter=Microsoft.AspNetCore.Hosting&instrument=http.server.request.duration";
    private RunningDashboard _dashboard = default!;

    public async Task InitializeAsync()
    {
        _dashboard = await RunningDashboard.StartAsync();
        ShopMetrics.Fill(_dashboard.Get<MetricStore>(), TimeProvider.System);
    }

    public Task DisposeAsync() => _dashboard.DisposeAsync().AsTask();

    [Theory]
    [InlineData("metrics", "/metrics")]
    [InlineData("metrics-overview", "/metrics/resource/frontend")]
    [InlineData("metrics-histogram", Latency)]
    [InlineData("metrics-heat", Latency + "&view=heat")]
    [InlineData("metrics-split", Latency + "&by=http.route&percentile=99")]
    [InlineData("metrics-table", Latency + "&view=table")]
    [InlineData("metrics-counter", "/metrics/resource/frontend?instrument=dotnet.process.cpu.time&by=service.instance.id")]
    public async Task Metrics_fit_every_device(string picture, string path) =>
        Assert.Null(await chromium.FaultAsync(_dashboard.Addresses.Frontend, path, picture));

    [Fact]
    public async Task Arrow_keys_read_single_values_off_a_chart()
    {
        await using var reader = await chromium.OpenAsync(_dashboard.Addresses.Frontend);
        var page = await reader.GoAsync(Latency);
        await page.Locator("#metric-chart svg[data-chart][data-ready]").FocusAsync();
        await page.Keyboard.PressAsync("Home");
        await page.Keyboard.PressAsync("ArrowRight");

        Assert.Contains("P95", await page.Locator("#metric-chart .chart-readout").InnerTextAsync());
    }

    [Fact]
    public async Task A_dot_leads_to_its_trace()
    {
        await using var reader = await chromium.OpenAsync(_dashboard.Addresses.Frontend);
        var page = await reader.GoAsync(Latency);
        var dot = page.Locator("#metric-chart .chart-dot").First;

        Assert.Matches("^/traces/detail/[0-9a-f]{32}\\?spanId=[0-9a-f]{16}$", await dot.GetAttributeAsync("href"));
    }
}
