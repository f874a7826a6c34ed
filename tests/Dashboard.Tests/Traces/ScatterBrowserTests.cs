using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OtelShop.Dashboard.Telemetry;
using OtelShop.Dashboard.Telemetry.Traces;
using OtelShop.Dashboard.Tests.Browser;

namespace OtelShop.Dashboard.Tests.Traces;

/// <summary>The plot of latencies under a pointer.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ScatterBrowserTests(Chromium chromium) : IAsyncLifetime
{
    private RunningDashboard _dashboard = default!;
    private Reader _reader = default!;
    private IPage _page = default!;

    public async Task InitializeAsync()
    {
        _dashboard = await RunningDashboard.StartAsync();
        _dashboard.Get<TraceStore>().Add(Checkout.Trace(7, UnixTime.FromDateTime(TimeProvider.System.GetUtcNow().AddMinutes(-10))).Bytes);
        _reader = await chromium.OpenAsync(_dashboard.Addresses.Frontend);
        _page = await _reader.GoAsync("/traces");
        var plot = (await _page.Locator("[data-scatter] > svg").BoundingBoxAsync())!;
        var dot = (await _page.Locator("[data-scatter]").GetAttributeAsync("data-dots"))!.Split(' ');
        await _page.Mouse.MoveAsync(plot.X + (Share(dot[0]) * plot.Width) + 5, plot.Y + (Share(dot[1]) * plot.Height) + 5);
    }

    public async Task DisposeAsync()
    {
        await _reader.DisposeAsync();
        await _dashboard.DisposeAsync();
    }

    [Fact]
    public async Task A_dot_near_the_pointer_says_what_it_is() =>
        await Assertions.Expect(_page.Locator("[data-scatter] a.nearest[href] title")).Not.ToBeEmptyAsync();

    [Fact]
    public async Task A_click_near_a_dot_opens_its_trace()
    {
        await _page.Locator("[data-scatter] a.nearest[href]").WaitForAsync();
        await _page.Mouse.DownAsync();
        await _page.Mouse.UpAsync();

        await Assertions.Expect(_page).ToHaveURLAsync(new Regex("/traces/detail/"), new() { Timeout = 60_000 });
    }

    private static float Share(string place) => float.Parse(place, System.Globalization.CultureInfo.InvariantCulture) / 1000;
}
