using Microsoft.Playwright;
using OtelShop.Dashboard.Tests.Browser;

namespace OtelShop.Dashboard.Tests.Layout;

/// <summary>The shell as it is seen, on each device and in each theme.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ShellPictureTests(Chromium chromium) : IAsyncLifetime
{
    private RunningDashboard _dashboard = default!;

    public async Task InitializeAsync() => _dashboard = await RunningDashboard.StartAsync(settings: ("Frontend:AuthMode", "BrowserToken"));

    public Task DisposeAsync() => _dashboard.DisposeAsync().AsTask();

    [Fact]
    public async Task The_login_fits_the_window() =>
        Assert.Null(await chromium.FaultAsync(_dashboard.Addresses.Frontend, "/login", "login"));

    [Fact]
    public async Task A_missing_page_fits_the_window()
    {
        await using var reader = await chromium.OpenAsync(_dashboard.Addresses.Frontend);
        await reader.GoAsync(_dashboard.LoginUrl);
        var fault = await reader.FaultAsync("/nowhere", "not-found");

        Assert.StartsWith("Failed to load resource: the server responded with a status of 404", fault);
    }

    [Fact]
    public async Task The_keys_fit_the_window()
    {
        await using var reader = await chromium.OpenAsync(_dashboard.Addresses.Frontend);
        var page = await reader.GoAsync(_dashboard.LoginUrl);
        var fault = await reader.FaultAsync("/structuredlogs", "keys", async () =>
        {
            await page.Keyboard.PressAsync("?");
            await Assertions.Expect(page.Locator("#keys")).ToBeVisibleAsync();
        });

        Assert.Null(fault);
    }

    [Fact]
    public async Task Every_page_can_be_reached_on_a_phone()
    {
        await using var reader = await chromium.OpenAsync(_dashboard.Addresses.Frontend, Device.Phone);
        var page = await reader.GoAsync(_dashboard.LoginUrl);
        await page.Locator(".bar nav a[href='/signals']").ClickAsync();

        await reader.SeesAddressAsync("/signals$");
        Assert.False(await reader.OverflowsAsync());
    }
}
