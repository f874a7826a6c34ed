using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OtelShop.Dashboard.Tests.Browser;

namespace OtelShop.Dashboard.Tests.Layout;

/// <summary>Whoever has paused looks around at that moment.</summary>
[Collection(BrowserCollection.Name)]
public sealed class PauseTests(Chromium chromium) : IAsyncLifetime
{
    private RunningDashboard _dashboard = default!;
    private Reader _reader = default!;
    private IPage _page = default!;

    public async Task InitializeAsync()
    {
        _dashboard = await RunningDashboard.StartAsync();
        _reader = await chromium.OpenAsync(_dashboard.Addresses.Frontend);
        _page = await _reader.GoAsync("/structuredlogs");
        await FollowAsync("#pause", @"/structuredlogs\?until=\d+$");
    }

    public async Task DisposeAsync()
    {
        await _reader.DisposeAsync();
        await _dashboard.DisposeAsync();
    }

    [Fact]
    public async Task A_pause_holds_on_the_other_pages_of_the_tab()
    {
        var moment = new Uri(_page.Url).Query;
        await FollowAsync("nav a[href='/traces']", @"/traces\?until=\d+$");

        Assert.Equal(moment, new Uri(_page.Url).Query);
        await Assertions.Expect(_page.GetByText("Paused on every page of this tab")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Resuming_on_one_page_resumes_the_tab()
    {
        await FollowAsync("nav a[href='/traces']", @"/traces\?until=\d+$");
        await FollowAsync(".paused a", "/traces$");
        await FollowAsync("nav a[href='/metrics']", "/metrics$");

        await Assertions.Expect(_page.Locator(".paused")).ToHaveCountAsync(0);
    }

    private async Task FollowAsync(string link, string address)
    {
        await _page.Locator(link).EvaluateAsync("link => link.click()");
        await Assertions.Expect(_page).ToHaveURLAsync(new Regex(address), new() { Timeout = 60_000 });
    }
}
