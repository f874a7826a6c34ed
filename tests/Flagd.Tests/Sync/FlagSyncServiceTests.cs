using System.Diagnostics.Metrics;
using Flagd.Sync.V1;
using Grpc.Core;
using OtelShop.Flagd.Flags;
using OtelShop.Flagd.Listeners;

namespace OtelShop.Flagd.Tests.Sync;

public sealed class FlagSyncServiceTests : IAsyncLifetime
{
    private const string First = """{"flags": {}}""";
    private const string Second = """{"flags": {"on": {"state": "ENABLED", "variants": {"yes": true}, "defaultVariant": "yes"}}}""";
    private RunningFlagd _flagd = default!;

    private FlagSyncService.FlagSyncServiceClient Client => new(_flagd.Channel(Listener.Sync));

    public async ValueTask InitializeAsync() => _flagd = await RunningFlagd.StartAsync(First);

    public async ValueTask DisposeAsync() => await _flagd.DisposeAsync();

    [Fact]
    public async Task The_definition_comes_at_once_and_again_with_each_change()
    {
        using var call = Client.SyncFlags(new SyncFlagsRequest());
        await call.ResponseStream.MoveNext();
        var first = call.ResponseStream.Current.FlagConfiguration;
        await _flagd.ServeAsync(Second);
        await call.ResponseStream.MoveNext();

        Assert.Equal((First, Second), (first, call.ResponseStream.Current.FlagConfiguration));
    }

    [Fact]
    public async Task An_array_of_flags_is_sent_by_name()
    {
        await _flagd.ServeAsync("""{"flags":[{"key":"on","state":"ENABLED","variants":{"yes":true},"defaultVariant":"yes"}]}""");

        Assert.Equal(
            """{"flags":{"on":{"state":"ENABLED","variants":{"yes":true},"defaultVariant":"yes"}}}""",
            (await Client.FetchAllFlagsAsync(new FetchAllFlagsRequest())).FlagConfiguration);
    }

    [Fact]
    public async Task Who_wants_it_once_gets_it_once() =>
        Assert.Equal(First, (await Client.FetchAllFlagsAsync(new FetchAllFlagsRequest())).FlagConfiguration);

    [Fact]
    public async Task A_daemon_that_stops_ends_the_stream_as_unavailable()
    {
        using var call = Client.SyncFlags(new SyncFlagsRequest());
        await call.ResponseStream.MoveNext();
        var next = call.ResponseStream.MoveNext();
        await _flagd.StopAsync();

        Assert.Equal(StatusCode.Unavailable, (await Assert.ThrowsAsync<RpcException>(() => next)).StatusCode);
    }

    [Fact]
    public async Task Whoever_follows_is_counted_until_he_leaves()
    {
        var followers = 0L;
        var left = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var meter = _flagd.Get<IMeterFactory>().Create(FlagTelemetry.MeterName);
        using var listener = new MeterListener { InstrumentPublished = (instrument, listener) => { if (instrument.Meter == meter) listener.EnableMeasurementEvents(instrument); } };
        listener.SetMeasurementEventCallback<long>((_, change, _, _) => Interlocked.Add(ref followers, change));
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => left.TrySetResult());
        listener.Start();
        using (var call = Client.SyncFlags(new SyncFlagsRequest()))
        {
            await call.ResponseStream.MoveNext();
            Assert.Equal(1, Interlocked.Read(ref followers));
        }

        await left.Task.WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(0, Interlocked.Read(ref followers));
    }
}
