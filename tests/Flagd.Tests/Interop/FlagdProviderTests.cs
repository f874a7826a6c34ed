using Microsoft.Extensions.Logging.Abstractions;
using OpenFeature;
using OpenFeature.Constant;
using OpenFeature.Model;
using OpenFeature.Providers.Flagd;
using OtelShop.Flagd.Listeners;
using FeatureApi = OpenFeature.Api;
using ProviderOptions = OpenFeature.Providers.Flagd.FlagdOptions;

namespace OtelShop.Flagd.Tests.Interop;

/// <summary>The shop's own provider against the daemon.</summary>
public sealed class FlagdProviderTests : IAsyncLifetime
{
    private const string Flags = """
        {"flags": {
          "switch": {"state": "ENABLED", "variants": {"on": true, "off": false}, "defaultVariant": "on"},
          "share": {"state": "ENABLED", "variants": {"half": 0.5}, "defaultVariant": "half"},
          "targeted": {"state": "ENABLED", "variants": {"yes": true, "no": false}, "defaultVariant": "no", "targeting": {"if": [{"==": [{"var": "service"}, "cart"]}, "yes", "no"]}},
          "broken": {"state": "ENABLED", "variants": {"yes": true}, "defaultVariant": "yes", "targeting": {"nonsense": []}},
          "disabled": {"state": "DISABLED", "variants": {"yes": true}, "defaultVariant": "yes"}
        }}
        """;

    private readonly List<FlagdProvider> _providers = [];
    private RunningFlagd _flagd = default!;

    public async ValueTask InitializeAsync() => _flagd = await RunningFlagd.StartAsync(Flags);

    public async ValueTask DisposeAsync()
    {
        foreach (var provider in _providers)
            await provider.DisposeAsync();
        await _flagd.DisposeAsync();
    }

    [Theory]
    [InlineData("in-process")]
    [InlineData("rpc")]
    public async Task Flags_have_their_values(string resolver)
    {
        var (_, client) = await ConnectAsync(resolver);
        var cart = EvaluationContext.Builder().Set("service", "cart").Build();

        Assert.Equal(
            (true, 0.5, true, false),
            (await client.GetBooleanValueAsync("switch", false), await client.GetDoubleValueAsync("share", 0), await client.GetBooleanValueAsync("targeted", false, cart), await client.GetBooleanValueAsync("targeted", true)));
    }

    [Theory]
    [InlineData("in-process", "nope", ErrorType.FlagNotFound)]
    [InlineData("in-process", "share", ErrorType.TypeMismatch)]
    [InlineData("in-process", "broken", ErrorType.ParseError)]
    [InlineData("rpc", "nope", ErrorType.FlagNotFound)]
    [InlineData("rpc", "share", ErrorType.TypeMismatch)]
    [InlineData("rpc", "broken", ErrorType.ParseError)]
    public async Task What_fails_gives_the_default_and_says_why(string resolver, string flag, ErrorType error)
    {
        var (_, client) = await ConnectAsync(resolver);
        var details = await client.GetBooleanDetailsAsync(flag, true);

        Assert.Equal((true, error, Reason.Error), (details.Value, details.ErrorType, details.Reason));
    }

    [Theory]
    [InlineData("in-process")]
    [InlineData("rpc")]
    public async Task A_disabled_flag_gives_the_default(string resolver)
    {
        var (_, client) = await ConnectAsync(resolver);
        var details = await client.GetBooleanDetailsAsync("disabled", false);

        Assert.Equal((false, Reason.Disabled), (details.Value, details.Reason));
    }

    [Theory]
    [InlineData("in-process")]
    [InlineData("rpc")]
    public async Task A_change_is_told_and_holds_from_then_on(string resolver)
    {
        var (api, client) = await ConnectAsync(resolver);
        var before = await client.GetBooleanValueAsync("switch", false);
        var changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        api.AddHandler(ProviderEventTypes.ProviderConfigurationChanged, _ => changed.TrySetResult());
        await _flagd.ServeAsync(Flags.Replace("\"defaultVariant\": \"on\"", "\"defaultVariant\": \"off\"", StringComparison.Ordinal));
        await changed.Task.WaitAsync(TimeSpan.FromMinutes(1));

        Assert.Equal((true, false), (before, await client.GetBooleanValueAsync("switch", true)));
    }

    private async Task<(FeatureApi Api, FeatureClient Client)> ConnectAsync(string resolver)
    {
        var address = _flagd.AddressOf(resolver == "rpc" ? Listener.Evaluation : Listener.Sync);
        var provider = new FlagdProvider(address, new ProviderOptions { Resolver = resolver, DeadlineMs = 30_000 }, TimeProvider.System, NullLogger<FlagdProvider>.Instance);
        _providers.Add(provider);
        var api = new FeatureApi();
        await api.SetProviderAsync(provider);
        return (api, api.GetClient());
    }
}
