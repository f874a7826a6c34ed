using Flagd.Evaluation.V2;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using OtelShop.Flagd.Evaluation;
using OtelShop.Flagd.Listeners;

namespace OtelShop.Flagd.Tests.Evaluation;

public sealed class FlagEventsTests : IAsyncLifetime
{
    private const string On = """{"flags": {"switch": {"state": "ENABLED", "variants": {"on": true, "off": false}, "defaultVariant": "on"}}}""";

    private readonly TestClock _clock = new();
    private RunningFlagd _flagd = default!;

    public async ValueTask InitializeAsync() => _flagd = await RunningFlagd.StartAsync(On, builder => builder.Services.AddSingleton<TimeProvider>(_clock));

    public async ValueTask DisposeAsync() => await _flagd.DisposeAsync();

    [Fact]
    public async Task A_stream_without_news_says_so_every_20_seconds()
    {
        using var call = Open();
        await NextAsync(call);
        var types = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            await _clock.TimerAsync(FlagEvents.LongestSilence);
            _clock.Advance(FlagEvents.LongestSilence);
            types.Add((await NextAsync(call)).Type);
        }

        Assert.Equal(["keep_alive", "keep_alive"], types);
    }

    [Fact]
    public async Task A_change_right_after_the_stream_is_ready_is_sent()
    {
        var events = _flagd.Get<FlagEvents>().FollowAsync(CancellationToken.None).GetAsyncEnumerator();
        await events.MoveNextAsync();
        await _flagd.ServeAsync(On.Replace("\"on\"}", "\"off\"}", StringComparison.Ordinal));
        await events.MoveNextAsync();

        var (type, data) = events.Current;
        Assert.Equal(("configuration_change", "update"), (type, data!.Fields["flags"].StructValue.Fields["switch"].StructValue.Fields["type"].StringValue));
        await events.DisposeAsync();
    }

    [Fact]
    public async Task A_document_that_changes_no_flag_is_no_news()
    {
        using var call = Open();
        await NextAsync(call);
        await _flagd.ServeAsync(On.Replace("{\"flags\"", "{ \"flags\"", StringComparison.Ordinal));
        await _flagd.ServeAsync(On.Replace("\"on\"}", "\"off\"}", StringComparison.Ordinal));

        Assert.Equal("configuration_change", (await NextAsync(call)).Type);
    }

    [Fact]
    public async Task A_daemon_that_stops_says_so_and_ends_the_stream_as_unavailable()
    {
        using var call = Open();
        await NextAsync(call);
        var last = NextAsync(call);
        await _flagd.StopAsync();

        Assert.Equal("provider_shutdown", (await last).Type);
        var end = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext());
        Assert.Equal(StatusCode.Unavailable, end.StatusCode);
    }

    private AsyncServerStreamingCall<EventStreamResponse> Open() => new Service.ServiceClient(_flagd.Channel(Listener.Evaluation)).EventStream(new EventStreamRequest());

    private static async Task<EventStreamResponse> NextAsync(AsyncServerStreamingCall<EventStreamResponse> call)
    {
        Assert.True(await call.ResponseStream.MoveNext());
        return call.ResponseStream.Current;
    }
}
