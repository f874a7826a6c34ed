using Microsoft.Playwright;
using OtelShop.Dashboard.Resources;
using OtelShop.Dashboard.Tests.Browser;
using OtelShop.Dashboard.Tests.Resources;

namespace OtelShop.Dashboard.Tests.ConsoleLogs;

[Collection(BrowserCollection.Name)]
public sealed class ConsoleBrowserTests(Chromium chromium) : IAsyncLifetime
{
    private readonly FakeResources _resources = new();
    private RunningDashboard _dashboard = default!;

    public async Task InitializeAsync()
    {
        _resources.Put(Samples.Cart);
        for (var i = 0; i < 100; i++)
            _resources.Say("cart", i == 2 ? "\u001b[31mneedle\u001b[0m https://example.com/x" : $"line {i}", isError: i == 3);
        _dashboard = await RunningDashboard.StartAsync(_resources, ("Frontend:MaxConsoleLogCount", "110"));
        while (_dashboard.Get<ResourceBoard>().All.Count < 1)
            await Task.Yield();
    }

    public Task DisposeAsync() => _dashboard.DisposeAsync().AsTask();

    [Fact]
    public async Task New_lines_come_by_themselves_and_the_end_stays_in_sight()
    {
        await using var reader = await chromium.OpenAsync(_dashboard.Addresses.Frontend);
        var page = await reader.GoAsync("/consolelogs/resource/cart");
        _resources.Say("cart", "fresh from the oven");

        await Assertions.Expect(page.GetByText("fresh from the oven")).ToBeInViewportAsync();
        Assert.Empty(reader.Complaints);
    }

    [Fact]
    public async Task The_browser_keeps_no_more_lines_than_it_is_told()
    {
        await using var reader = await chromium.OpenAsync(_dashboard.Addresses.Frontend);
        var page = await reader.GoAsync("/consolelogs/resource/cart");
        for (var i = 0; i < 20; i++)
            _resources.Say("cart", $"more {i}");

        await Assertions.Expect(page.GetByText("more 19", new() { Exact = true })).ToBeVisibleAsync();
        Assert.Equal(110, await page.Locator(".console-line").CountAsync());
    }

    [Fact]
    public async Task A_search_leads_to_the_line()
    {
        await using var reader = await chromium.OpenAsync(_dashboard.Addresses.Frontend);
        var page = await reader.GoAsync("/consolelogs/resource/cart");
        await page.GetByLabel("Search").FillAsync("NEEDLE");
        await page.GetByLabel("Search").PressAsync("Enter");

        await Assertions.Expect(page.Locator(".console-line.is-current")).ToBeInViewportAsync();
        await Assertions.Expect(page.Locator("[data-console-found]")).ToHaveTextAsync("1 of 1");
    }

    [Fact]
    public async Task A_reader_who_has_scrolled_up_is_left_where_he_is()
    {
        await using var reader = await chromium.OpenAsync(_dashboard.Addresses.Frontend);
        var page = await reader.GoAsync("/consolelogs/resource/cart");
        await page.Locator(".console-lines").EvaluateAsync("e => e.scrollTop = 0");
        await Assertions.Expect(page.GetByText("To the end")).ToBeVisibleAsync();
        _resources.Say("cart", "below");
        await Assertions.Expect(page.GetByText("below", new() { Exact = true })).ToHaveCountAsync(1);

        Assert.Equal(0, await page.Locator(".console-lines").EvaluateAsync<int>("e => e.scrollTop"));
    }

    [Fact]
    public async Task It_fits_every_window() =>
        Assert.Null(await chromium.FaultAsync(_dashboard.Addresses.Frontend, "/consolelogs/resource/cart", "console"));
}
