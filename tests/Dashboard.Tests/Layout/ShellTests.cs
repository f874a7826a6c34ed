using Microsoft.Playwright;
using OtelShop.Dashboard.Tests.Browser;

namespace OtelShop.Dashboard.Tests.Layout;

[Collection(BrowserCollection.Name)]
public sealed class ShellTests(Chromium chromium) : IAsyncLifetime
{
    private RunningDashboard _dashboard = default!;

    public async Task InitializeAsync() => _dashboard = await RunningDashboard.StartAsync(settings: ("Frontend:AuthMode", "BrowserToken"));

    public Task DisposeAsync() => _dashboard.DisposeAsync().AsTask();

    [Fact]
    public async Task The_printed_link_logs_a_browser_in()
    {
        await using var reader = await chromium.OpenAsync(_dashboard.Addresses.Frontend);

        var page = await reader.GoAsync(_dashboard.LoginUrl);

        Assert.EndsWith("/structuredlogs", page.Url);
        Assert.Empty(reader.Complaints);
    }

    [Fact]
    public async Task A_key_leads_to_a_page_without_reloading()
    {
        await using var reader = await chromium.OpenAsync(_dashboard.Addresses.Frontend);
        var page = await reader.GoAsync(_dashboard.LoginUrl);
        await page.EvaluateAsync("window.stays = true");

        await page.Keyboard.PressAsync("t");

        await reader.SeesAddressAsync("/traces$");
        Assert.True(await page.EvaluateAsync<bool>("window.stays"));
    }

    [Theory]
    [InlineData(1, "Theme: dark")]
    [InlineData(2, "Theme: light")]
    [InlineData(3, "Theme: system")]
    public async Task The_chosen_theme_outlives_the_page_and_may_be_the_system_s_again(int presses, string theme)
    {
        await using var reader = await chromium.OpenAsync(_dashboard.Addresses.Frontend);
        var page = await reader.GoAsync(_dashboard.LoginUrl);
        for (var press = 0; press < presses; press++)
            await page.Locator("#theme").ClickAsync();
        var shown = await page.Locator("#theme").InnerTextAsync();

        await page.ReloadAsync();

        Assert.Equal(theme, shown.Trim());
        await Assertions.Expect(page.Locator("#theme")).ToHaveTextAsync(theme);
    }

    [Theory]
    [InlineData(1, "rgb(15, 19, 26)")]
    [InlineData(2, "rgb(245, 246, 248)")]
    public async Task A_chosen_theme_holds_whatever_the_system_has(int presses, string background)
    {
        await using var reader = await chromium.OpenAsync(_dashboard.Addresses.Frontend);
        var page = await reader.GoAsync(_dashboard.LoginUrl);
        for (var press = 0; press < presses; press++)
            await page.Locator("#theme").ClickAsync();

        await page.EmulateMediaAsync(new() { ColorScheme = presses == 1 ? ColorScheme.Light : ColorScheme.Dark });

        Assert.Equal(background, await page.EvaluateAsync<string>("getComputedStyle(document.documentElement).backgroundColor"));
    }

    [Fact]
    public async Task Pausing_freezes_the_page_in_its_address()
    {
        await using var reader = await chromium.OpenAsync(_dashboard.Addresses.Frontend);
        var page = await reader.GoAsync(_dashboard.LoginUrl);

        await page.Keyboard.PressAsync(" ");

        await reader.SeesAddressAsync("until=");
        await Assertions.Expect(page.Locator("#pause")).ToHaveAttributeAsync("aria-pressed", "true");
    }

    [Fact]
    public async Task The_help_lists_the_keys()
    {
        await using var reader = await chromium.OpenAsync(_dashboard.Addresses.Frontend);
        var page = await reader.GoAsync(_dashboard.LoginUrl);

        await page.Keyboard.PressAsync("?");

        await Assertions.Expect(page.Locator("#keys")).ToBeVisibleAsync();
    }
}
