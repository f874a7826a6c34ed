using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenFeature.Constant;
using OpenFeature.Model;

namespace OpenFeature.Tests;

public sealed class ContainerTests
{
    private readonly ScriptedProvider _provider = new();

    [Fact]
    public async Task A_container_gives_its_client_provider_hooks_and_context()
    {
        var calls = new List<string>();
        await using var services = Build(flags => flags
            .AddProvider(_ => _provider).AddHook(new RecordingHook("hook", calls)).AddContext(context => context.Set("service", "ad")));

        await services.GetRequiredService<IFeatureClient>().GetBooleanValueAsync("flag", false);

        Assert.Equal("ad", _provider.LastContext!.GetValue("service").AsString);
        Assert.Contains("before hook", calls);
    }

    [Fact]
    public async Task Containers_of_one_process_do_not_share_flags()
    {
        await using var one = Build(flags => flags.AddProvider(_ => _provider));
        await using var other = Build(_ => { });

        Assert.True(await one.GetRequiredService<IFeatureClient>().GetBooleanValueAsync("flag", false));
        Assert.False(await other.GetRequiredService<IFeatureClient>().GetBooleanValueAsync("flag", false));
        Assert.NotSame(Api.Instance, one.GetRequiredService<Api>());
    }

    [Fact]
    public async Task The_provider_that_was_added_last_counts()
    {
        await using var services = Build(flags => flags
            .AddProvider(_ => throw new InvalidOperationException("replaced")).AddProvider(_ => _provider));

        Assert.True(await services.GetRequiredService<IFeatureClient>().GetBooleanValueAsync("flag", false));
    }

    [Fact]
    public async Task No_provider_leaves_callers_their_defaults()
    {
        await using var services = Build(flags => flags.AddProvider(_ => null));

        Assert.Equal(Reason.Default, (await services.GetRequiredService<IFeatureClient>().GetBooleanDetailsAsync("flag", false)).Reason);
    }

    [Fact]
    public async Task A_host_starts_its_provider_without_waiting_for_it_and_shuts_it_down()
    {
        var started = false;
        var provider = new ScriptedProvider
        {
            Initialize = () =>
            {
                started = true;
                return new TaskCompletionSource().Task;
            },
        };
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddOpenFeature(flags => flags.AddProvider(_ => provider));
        using var host = builder.Build();

        await host.StartAsync();
        await host.StopAsync();

        Assert.True(started);
        Assert.True(provider.IsShutDown);
    }

    [Fact]
    public async Task A_handler_of_the_container_hears_of_events()
    {
        var ready = new TaskCompletionSource<ProviderEventPayload?>();
        await using var services = Build(flags => flags
            .AddProvider(_ => _provider).AddHandler(ProviderEventTypes.ProviderReady, payload => ready.TrySetResult(payload)));

        services.GetRequiredService<Api>();

        Assert.Equal("scripted", (await ready.Task)!.ProviderName);
    }

    private static ServiceProvider Build(Action<DependencyInjection.OpenFeatureBuilder> configure) =>
        new ServiceCollection().AddOpenFeature(configure).BuildServiceProvider();
}
