using OtelShop.Dashboard.Telemetry.Metrics;
using OtelShop.Dashboard.Tests.Browser;

namespace OtelShop.Dashboard.Tests.Metrics;

[Collection(BrowserCollection.Name)]
public sealed class MetricPicturesTests(Chromium chromium) : IAsyncLifetime
{
    private const string Latency = "/metrics/resource/frontend?meter=Microsoft.AspNetCore.Hosting&instrument=http.server.request.duration";
    private RunningDashboard _dashboard = default!;

    public static TheoryData<string, string, string> Pictures
    {
        get
        {
            TheoryData<string, string, string> all = [];
            foreach (var device in Device.All)
            {
                all.Add(device.Name, "metrics", "/metrics");
                all.Add(device.Name, "metrics-overview", "/metrics/resource/frontend");
                all.Add(device.Name, "metrics-histogram", Latency);
                all.Add(device.Name, "metrics-heat", Latency + "&view=heat");
                all.Add(device.Name, "metrics-split", Latency + "&by=http.route&percentile=99");
                all.Add(device.Name, "metrics-table", Latency + "&view=table");
                all.Add(device.Name, "metrics-counter", "/metrics/resource/frontend?instrument=dotnet.process.cpu.time&by=service.instance.id");
            }

            return all;
        }
    }

    public async Task InitializeAsync()
    {
        _dashboard = await RunningDashboard.StartAsync();
        ShopMetrics.Fill(_dashboard.Get<MetricStore>(), TimeProvider.System);
    }

    public Task DisposeAsync() => _dashboard.DisposeAsync().AsTask();

    [Theory]
    [MemberData(nameof(Pictures))]
    public async Task Metrics_fit_every_device(string device, string picture, string path)
    {
        await using var reader = await chromium.OpenAsync(_dashboard.Addresses.Frontend, Device.All.Single(d => d.Name == device));
        await reader.GoAsync(path);
        await reader.PictureAsync(picture);

        Assert.False(await reader.OverflowsAsync());
        Assert.Empty(reader.Complaints);
    }

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
