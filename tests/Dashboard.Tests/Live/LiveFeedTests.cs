using System.Net.ServerSentEvents;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using OtelShop.Dashboard.Live;
using OtelShop.Dashboard.Telemetry;

namespace OtelShop.Dashboard.Tests.Live;

public sealed class LiveFeedTests : IAsyncLifetime
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
    private readonly ChangeFeed _changes = new();
    private readonly ManualTime _time = new();
    private readonly ApplicationLifetime _lifetime = new(NullLogger<ApplicationLifetime>.Instance);
    private readonly CancellationTokenSource _request = new();
    private LiveFeed _feed = default!;
    private IAsyncEnumerator<SseItem<string>> _events = default!;

    public async Task InitializeAsync()
    {
        _feed = new(_changes, _time, _lifetime);
        _events = _feed.WatchAsync([Topic.Logs, Topic.Traces], _feed.Versions, _request.Token).GetAsyncEnumerator();
        await _events.MoveNextAsync();
    }

    public async Task DisposeAsync()
    {
        await _request.CancelAsync();
        await _events.DisposeAsync();
        _request.Dispose();
    }

    [Fact]
    public void A_page_learns_first_that_it_is_connected() => Assert.Equal("open", _events.Current.EventType);

    [Fact]
    public async Task A_change_is_told_at_once()
    {
        var next = _events.MoveNextAsync();
        _changes.Changed(Topic.Traces);

        Assert.True(await next);
        Assert.Equal(("changed", "traces"), (_events.Current.EventType, _events.Current.Data));
    }

    [Fact]
    public async Task Changes_within_half_a_second_are_told_together()
    {
        _changes.Changed(Topic.Traces);
        await _events.MoveNextAsync();
        var next = _events.MoveNextAsync();
        for (var i = 0; i < 1_000; i++)
            _changes.Changed(i % 2 == 0 ? Topic.Traces : Topic.Logs);
        var isTold = next.IsCompleted;
        _time.Advance(Interval);

        Assert.False(isTold);
        Assert.True(await next);
        Assert.Equal("logs traces", _events.Current.Data);
    }

    [Fact]
    public async Task What_the_page_does_not_show_is_not_told()
    {
        var next = _events.MoveNextAsync();
        _changes.Changed(Topic.Metrics);
        _changes.Changed(Topic.Logs);
        await AdvanceUntilToldAsync(next);
        // The clock runs ahead of a busy machine, and the feed may have found the time too long.
        while (_events.Current.EventType == "quiet")
            await AdvanceUntilToldAsync(_events.MoveNextAsync());

        Assert.Equal("logs", _events.Current.Data);
    }

    [Fact]
    public async Task What_changed_since_the_page_was_made_is_told_at_once()
    {
        var page = _feed.Versions;
        _changes.Changed(Topic.Logs);
        await using var events = _feed.WatchAsync([Topic.Logs, Topic.Traces], page, _request.Token).GetAsyncEnumerator();
        await events.MoveNextAsync();

        Assert.True(await events.MoveNextAsync());
        Assert.Equal("logs", events.Current.Data);
    }

    [Fact]
    public async Task A_page_of_an_earlier_run_is_brought_up_to_date()
    {
        await using var events = _feed.WatchAsync([Topic.Traces], "5.5.5.5.5", _request.Token).GetAsyncEnumerator();
        await events.MoveNextAsync();

        Assert.True(await events.MoveNextAsync());
        Assert.Equal("traces", events.Current.Data);
    }

    [Fact]
    public async Task When_nothing_changes_the_connection_is_kept_alive()
    {
        var next = _events.MoveNextAsync();
        _time.Advance(TimeSpan.FromSeconds(20));

        Assert.True(await next);
        Assert.Equal("quiet", _events.Current.EventType);
    }

    [Fact]
    public async Task A_reader_who_leaves_ends_it()
    {
        var next = _events.MoveNextAsync();
        await _request.CancelAsync();

        Assert.False(await next);
    }

    [Fact]
    public async Task A_dashboard_that_stops_ends_it()
    {
        var next = _events.MoveNextAsync();
        _lifetime.StopApplication();

        Assert.False(await next);
    }

    private async Task AdvanceUntilToldAsync(ValueTask<bool> next)
    {
        while (!next.IsCompleted)
        {
            _time.Advance(Interval);
            await Task.Yield();
        }

        Assert.True(await next);
    }
}
