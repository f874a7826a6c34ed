using OtelShop.Dashboard.Telemetry;
using OtelShop.Dashboard.Telemetry.Traces;
using OtelShop.Dashboard.Tests.Browser;

namespace OtelShop.Dashboard.Tests.Traces;

[Collection(BrowserCollection.Name)]
public sealed class TracePicturesTests(Chromium chromium) : IAsyncLifetime
{
    private static readonly long Start = UnixTime.FromDateTime(TimeProvider.System.GetUtcNow().AddMinutes(-10));
    private RunningDashboard _dashboard = default!;

    public async Task InitializeAsync()
    {
        _dashboard = await RunningDashboard.StartAsync();
        var random = new Random(3);
        for (ulong i = 1; i <= 150; i++)
            _dashboard.Get<TraceStore>().Add(Checkout.Trace(i, Start + (long)(random.NextDouble() * 5e11)).Bytes);
    }

    public Task DisposeAsync() => _dashboard.DisposeAsync().AsTask();

    [Fact]
    public async Task Traces_fit_every_device() =>
        Assert.Null(await chromium.FaultAsync(_dashboard.Addresses.Frontend, "/traces", "traces"));

    [Fact]
    public async Task A_trace_fits_every_device() =>
        Assert.Null(await chromium.FaultAsync(_dashboard.Addresses.Frontend, $"/traces/detail/{Checkout.Trace(7, Start).TraceId}?spanId={11:x16}", "trace"));

    [Fact]
    public async Task A_span_is_opened_by_the_arrow_keys_and_enter()
    {
        await using var reader = await chromium.OpenAsync(_dashboard.Addresses.Frontend);
        var page = await reader.GoAsync($"/traces/detail/{Checkout.Trace(7, Start).TraceId}");
        await page.Locator("[data-depth]").First.FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");

        await page.Keyboard.PressAsync("Enter");

        await page.Locator("#span-pane").WaitForAsync();
        Assert.EndsWith($"spanId={2:x16}", page.Url);
    }

    [Fact]
    public async Task Dragging_over_dots_asks_for_those_traces()
    {
        await using var reader = await chromium.OpenAsync(_dashboard.Addresses.Frontend);
        var page = await reader.GoAsync("/traces");
        var plot = (await page.Locator("[data-scatter] > svg").BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(plot.X + plot.Width / 4, plot.Y + plot.Height / 2);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(plot.X + plot.Width / 2, plot.Y + plot.Height / 2, new() { Steps = 4 });

        await page.Mouse.UpAsync();

        await reader.SeesAddressAsync(@"/traces\?from=.*&until=.*");
        Assert.DoesNotContain("Duration", page.Url);
    }

    [Fact]
    public async Task A_folded_span_hides_what_is_below_it()
    {
        await using var reader = await chromium.OpenAsync(_dashboard.Addresses.Frontend);
        var page = await reader.GoAsync($"/traces/detail/{Checkout.Trace(7, Start).TraceId}");

        await page.Locator("[data-fold]").First.ClickAsync();

        Assert.Equal(1, await page.Locator("[data-depth]:visible").CountAsync());
    }
}
