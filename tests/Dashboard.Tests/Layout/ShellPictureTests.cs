using Microsoft.Playwright;
using OtelShop.Dashboard.Tests.Browser;

namespace OtelShop.Dashboard.Tests.Layout;

/// <summary>The shell as it is seen, on each device and in each theme.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ShellPictureTests(Chromium chromium) : IAsyncLifetime
{
    private RunningDashboard _dashboard = default!;

    public static TheoryData<string> Devices => [.. Device.All.Select(device => device.Name)];

    public async Task InitializeAsync() => _dashboard = await RunningDashboard.StartAsync(settings: ("Frontend:AuthMode", "BrowserToken"));

    public Task DisposeAsync() => _dashboard.DisposeAsync().AsTask();

    [Theory]
    [MemberData(nameof(Devices))]
    public async Task The_login_and_a_missing_page_fit_the_window(string device)
    {
        await using var reader = await chromium.OpenAsync(_dashboard.Addresses.Frontend, Device.All.Single(d => d.Name == device));
        await reader.GoAsync("/login");
        await reader.PictureAsync("login");
        var overflows = await reader.OverflowsAsync();
        await reader.GoAsync(_dashboard.LoginUrl);
        await reader.GoAsync("/nowhere");
        await reader.PictureAsync("not-found");

        Assert.False(overflows);
        Assert.False(await reader.OverflowsAsync());
    }

    [Theory]
    [MemberData(nameof(Devices))]
    public async Task The_keys_fit_the_window(string device)
    {
        await using var reader = await chromium.OpenAsync(_dashboard.Addresses.Frontend, Device.All.Single(d => d.Name == device));
        var page = await reader.GoAsync(_dashboard.LoginUrl);
        await page.Keyboard.PressAsync("?");
        await Assertions.Expect(page.Locator("#keys")).ToBeVisibleAsync();
        await reader.PictureAsync("keys");

        Assert.False(await reader.OverflowsAsync());
        Assert.Empty(reader.Complaints);
    }

    [Fact]
    public async Task Every_page_can_be_reached_on_a_phone()
    {
        await using var reader = await chromium.OpenAsync(_dashboard.Addresses.Frontend, Device.Phone);
        var page = await reader.GoAsync(_dashboard.LoginUrl);
        await page.Locator(".bar nav a[href='/signals']").ClickAsync();

        await page.WaitForURLAsync("**/signals");
        Assert.False(await reader.OverflowsAsync());
    }
}
