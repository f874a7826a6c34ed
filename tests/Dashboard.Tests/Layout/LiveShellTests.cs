using Google.Protobuf;
using Microsoft.Playwright;
using OtelShop.Dashboard.Telemetry.Logs;
using OtelShop.Dashboard.Tests.Browser;
using OtelShop.Dashboard.Tests.Ingest;
using OtelShop.Dashboard.Tests.Security;

namespace OtelShop.Dashboard.Tests.Layout;

/// <summary>A page that stays open while the shop goes on.</summary>
[Collection(BrowserCollection.Name)]
public sealed class LiveShellTests(Chromium chromium) : IAsyncLifetime
{
    private RunningDashboard _dashboard = default!;
    private Reader _reader = default!;
    private IPage _page = default!;

    public async Task InitializeAsync()
    {
        _dashboard = await RunningDashboard.StartAsync();
        for (var i = 0; i < 60; i++)
            Send($"record {i}");
        _reader = await chromium.OpenAsync(_dashboard.Addresses.Frontend);
        _page = await _reader.GoAsync("/structuredlogs");
        await _page.EvaluateAsync("window.stays = true");
    }

    public async Task DisposeAsync()
    {
        await _reader.DisposeAsync();
        await _dashboard.DisposeAsync();
    }

    [Fact]
    public async Task A_new_record_appears_without_a_reload()
    {
        Send("the news");

        await Assertions.Expect(_page.GetByText("the news")).ToBeVisibleAsync();
        Assert.True(await _page.EvaluateAsync<bool>("window.stays"));
        Assert.Empty(_reader.Complaints);
    }

    [Fact]
    public async Task An_update_leaves_the_focus_and_what_is_looked_at_where_they_are()
    {
        var link = _page.Locator("main tbody tr:nth-child(30) a").Last;
        var href = await link.GetAttributeAsync("href");
        await link.FocusAsync();
        await link.EvaluateAsync("e => e.scrollIntoView({ block: 'center' })");
        var before = await link.EvaluateAsync<double>("e => e.getBoundingClientRect().top");
        Send("the news");
        await Assertions.Expect(_page.GetByText("the news")).ToBeAttachedAsync();

        Assert.Equal(href, await _page.EvaluateAsync<string>("document.activeElement.getAttribute('href')"));
        Assert.Equal(before, await _page.EvaluateAsync<double>("document.activeElement.getBoundingClientRect().top"), tolerance: 2);
    }

    [Fact]
    public async Task A_paused_page_shows_nothing_new_until_it_is_resumed()
    {
        await _page.Keyboard.PressAsync("Shift+P");
        await _reader.SeesAddressAsync("until=");
        Send("the news", DateTimeOffset.MaxValue.AddYears(-7900));
        await _page.ReloadAsync();
        var isShown = await _page.GetByText("the news").IsVisibleAsync();
        await _page.Keyboard.PressAsync(" ");

        Assert.False(isShown);
        await Assertions.Expect(_page.GetByText("the news")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Selected_text_is_not_taken_away()
    {
        await _page.EvaluateAsync("getSelection().selectAllChildren(document.querySelector('main tbody tr'))");
        var selected = await _page.EvaluateAsync<string>("getSelection().toString()");
        Send("the news");
        await Assertions.Expect(_page.Locator("#updated")).Not.ToBeEmptyAsync();
        var kept = await _page.EvaluateAsync<string>("getSelection().toString()");
        await _page.EvaluateAsync("getSelection().removeAllRanges()");

        Assert.Equal(selected, kept);
        await Assertions.Expect(_page.GetByText("the news")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_slash_leads_to_the_search_and_letters_are_then_text()
    {
        await _page.Keyboard.PressAsync("/");
        await _page.Keyboard.TypeAsync("mtg");

        Assert.Equal("mtg", await _page.EvaluateAsync<string>("document.activeElement.value"));
        Assert.EndsWith("/structuredlogs", _page.Url);
    }

    [Fact]
    public async Task Arrows_go_from_row_to_row()
    {
        await _page.Locator("main tbody tr:nth-child(2) a").First.FocusAsync();
        await _page.Keyboard.PressAsync("ArrowDown");

        Assert.True(await _page.EvaluateAsync<bool>("document.activeElement.closest('tr').matches(':nth-child(3)')"));
    }

    [Fact]
    public async Task Going_back_shows_the_page_before_without_reloading()
    {
        await _page.Keyboard.PressAsync("m");
        await _reader.SeesAddressAsync("/metrics$");
        await _page.GoBackAsync();
        await Assertions.Expect(_page.Locator(".bar nav [aria-current]")).ToHaveAttributeAsync("href", "/structuredlogs");

        Assert.True(await _page.EvaluateAsync<bool>("window.stays"));
    }

    [Fact]
    public async Task Hostile_telemetry_runs_nothing()
    {
        Hostile.Send(_dashboard);
        await _page.GotoAsync($"/traces/detail/{Hostile.TraceId}");
        await _page.GotoAsync("/structuredlogs");

        await Assertions.Expect(_page.GetByText("onclick=alert(1)").First).ToBeAttachedAsync();
        Assert.Empty(_reader.Complaints);
    }

    private void Send(string body, DateTimeOffset? at = null)
    {
        var logs = OtlpSamples.OneLog(body: body);
        if (at is { } time)
            logs.ResourceLogs[0].ScopeLogs[0].LogRecords[0].TimeUnixNano = (ulong)time.ToUnixTimeMilliseconds() * 1_000_000;
        _dashboard.Get<LogStore>().Add(logs.ToByteArray());
    }
}
