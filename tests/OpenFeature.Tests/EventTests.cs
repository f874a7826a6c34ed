using OpenFeature.Constant;
using OpenFeature.Model;

namespace OpenFeature.Tests;

public sealed class EventTests
{
    private readonly Api _api = new();
    private readonly ScriptedProvider _provider = new();

    [Fact]
    public async Task A_handler_hears_of_changed_flags()
    {
        var heard = Hear(_api.GetClient(), ProviderEventTypes.ProviderConfigurationChanged);
        await _api.SetProviderAsync(_provider);

        _provider.Tell(new ProviderEventPayload { Type = ProviderEventTypes.ProviderConfigurationChanged, FlagsChanged = ["adFailure"] });

        var change = await heard;
        Assert.Equal("scripted", change.ProviderName);
        Assert.Equal(["adFailure"], change.FlagsChanged!);
    }

    [Fact]
    public async Task A_handler_of_a_state_that_holds_already_runs_at_once()
    {
        await _api.SetProviderAsync(_provider);

        Assert.True(Hear(_api.GetClient(), ProviderEventTypes.ProviderReady).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task A_failed_initialization_is_an_error_event()
    {
        var heard = Hear(_api.GetClient(), ProviderEventTypes.ProviderError);

        await _api.SetProviderAsync(new ScriptedProvider { Initialize = () => throw new InvalidOperationException("away") });

        Assert.Equal("away", (await heard).Message);
    }

    [Theory]
    [InlineData(ProviderEventTypes.ProviderStale, ProviderStatus.Stale)]
    [InlineData(ProviderEventTypes.ProviderError, ProviderStatus.Error)]
    public async Task The_status_follows_the_events(ProviderEventTypes type, ProviderStatus status)
    {
        await _api.SetProviderAsync(_provider);
        var client = _api.GetClient();
        var heard = Hear(client, type);

        _provider.Tell(new ProviderEventPayload { Type = type });

        await heard;
        Assert.Equal(status, client.ProviderStatus);
    }

    [Fact]
    public async Task An_event_during_initialization_comes_after_it()
    {
        var initialized = new TaskCompletionSource();
        var provider = new ScriptedProvider { Initialize = () => initialized.Task };
        _ = _api.SetProviderAsync(provider);
        var stale = Hear(_api.GetClient(), ProviderEventTypes.ProviderStale);
        provider.Tell(new ProviderEventPayload { Type = ProviderEventTypes.ProviderStale });

        initialized.SetResult();

        await stale;
        Assert.Equal(ProviderStatus.Stale, _api.GetClient().ProviderStatus);
    }

    [Fact]
    public async Task A_client_does_not_hear_of_another_domains_provider()
    {
        var shipping = Hear(_api.GetClient("shipping"), ProviderEventTypes.ProviderStale);
        var billing = Hear(_api.GetClient("billing"), ProviderEventTypes.ProviderStale);
        await _api.SetProviderAsync("billing", _provider);

        _provider.Tell(new ProviderEventPayload { Type = ProviderEventTypes.ProviderStale });

        await billing;
        Assert.False(shipping.IsCompleted);
    }

    [Fact]
    public async Task The_api_hears_of_every_provider()
    {
        var heard = Hear(_api, ProviderEventTypes.ProviderStale);
        await _api.SetProviderAsync("billing", _provider);

        _provider.Tell(new ProviderEventPayload { Type = ProviderEventTypes.ProviderStale });

        Assert.Equal("scripted", (await heard).ProviderName);
    }

    [Fact]
    public async Task A_handler_that_fails_does_not_keep_the_others_from_hearing()
    {
        var client = _api.GetClient();
        client.AddHandler(ProviderEventTypes.ProviderStale, _ => throw new InvalidOperationException("broken"));
        var heard = Hear(client, ProviderEventTypes.ProviderStale);
        await _api.SetProviderAsync(_provider);

        _provider.Tell(new ProviderEventPayload { Type = ProviderEventTypes.ProviderStale });

        Assert.NotNull(await heard);
    }

    [Fact]
    public async Task A_handler_that_was_removed_hears_nothing()
    {
        var client = _api.GetClient();
        var calls = 0;
        void Count(ProviderEventPayload? _) => calls++;
        client.AddHandler(ProviderEventTypes.ProviderReady, Count);
        client.RemoveHandler(ProviderEventTypes.ProviderReady, Count);
        calls = 0;

        await _api.SetProviderAsync(_provider);

        Assert.Equal(0, calls);
    }

    private static Task<ProviderEventPayload> Hear(IEventBus bus, ProviderEventTypes type)
    {
        var heard = new TaskCompletionSource<ProviderEventPayload>(TaskCreationOptions.RunContinuationsAsynchronously);
        bus.AddHandler(type, payload => heard.TrySetResult(payload!));
        return heard.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }
}
