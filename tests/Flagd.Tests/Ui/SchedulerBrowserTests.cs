using Microsoft.Playwright;
using OtelShop.Flagd.Scheduler;

namespace OtelShop.Flagd.Tests.Ui;

[Collection(BrowserCollection.Name)]
public sealed class SchedulerBrowserTests(Chromium chromium) : IAsyncLifetime
{
    private Visit _visit = default!;

    private IPage Page => _visit.Page;

    public async ValueTask InitializeAsync() => _visit = await Visit.BeginAsync(chromium, "/feature/scheduler?preset=presentation");

    public async ValueTask DisposeAsync() => await _visit.DisposeAsync();

    [Fact]
    public async Task A_preset_fills_the_form()
    {
        Assert.Equal(["60", "10", "20"], [await Page.InputValueAsync("#interval"), await Page.InputValueAsync("#min"), await Page.InputValueAsync("#max")]);
    }

    [Fact]
    public async Task What_is_switched_is_shown_until_the_scheduler_is_stopped()
    {
        await FillAsync("3600", "3600", "3600");
        await Page.FillAsync("#concurrency", "2");
        await Page.ClickAsync("#start");
        await Assertions.Expect(Page.Locator("#now tbody tr")).ToHaveCountAsync(2);
        var switched = _visit.Flagd.Get<FaultScheduler>().State.Active[0];
        await Assertions.Expect(Page.Locator("#now")).ToContainTextAsync(switched.Fault.Key);
        await Page.ClickAsync("#stop");
        await Assertions.Expect(Page.Locator("#past tbody tr")).ToHaveCountAsync(2);

        Assert.Equal(switched.Before, _visit.Selected(switched.Fault.Key));
        Assert.Empty(_visit.Reader.Complaints);
    }

    [Theory]
    [InlineData("5", "1", "6", "max", "every fault ends within its round")]
    [InlineData("0", "1", "1", "interval", "at least 1 second")]
    [InlineData("soon", "1", "1", "interval", "whole number of seconds")]
    public async Task A_wrong_number_is_told_at_its_field(string interval, string shortest, string longest, string field, string complaint)
    {
        await FillAsync(interval, shortest, longest);
        await Page.ClickAsync("#start");

        await Assertions.Expect(Page.Locator($"#{field}-problem")).ToContainTextAsync(complaint);
        await Assertions.Expect(Page.Locator($"#{field}")).ToHaveValueAsync(field == "max" ? longest : interval);
        Assert.False(_visit.Flagd.Get<FaultScheduler>().State.IsRunning);
    }

    [Fact]
    public async Task Without_a_variant_nothing_is_started()
    {
        await Page.EvaluateAsync("document.querySelectorAll('#plan input[type=checkbox]').forEach(box => { box.checked = false; })");
        await Page.ClickAsync("#start");

        await Assertions.Expect(Page.Locator("#variants-problem")).ToContainTextAsync("at least one variant");
    }

    [Fact]
    public async Task Turning_everything_off_stops_the_scheduler()
    {
        await FillAsync("3600", "3600", "3600");
        await Page.ClickAsync("#start");
        await Assertions.Expect(Page.Locator("#now tbody tr")).ToHaveCountAsync(1);
        await _visit.Reader.GoAsync("/feature");
        await Page.ClickAsync("#all-off");
        await Assertions.Expect(Page.Locator("#summary")).ToContainTextAsync("No fault is on");

        Assert.False(_visit.Flagd.Get<FaultScheduler>().State.IsRunning);
    }

    private async Task FillAsync(string interval, string shortest, string longest)
    {
        await Page.FillAsync("#interval", interval);
        await Page.FillAsync("#min", shortest);
        await Page.FillAsync("#max", longest);
    }
}
