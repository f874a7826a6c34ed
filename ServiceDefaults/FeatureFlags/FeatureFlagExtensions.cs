using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OpenFeature;
using OpenFeature.Hooks;
using OpenFeature.Providers.Flagd;
using OtelShop.ServiceDefaults.Discovery;

namespace OtelShop.ServiceDefaults.FeatureFlags;

/// <summary>Gives a service its <see cref="IFeatureClient"/>.</summary>
internal static class FeatureFlagExtensions
{
    // The endpoints of the daemon as the app model names them.
    private static readonly Uri Sync = new("http://_sync.flagd");
    private static readonly Uri Evaluation = new("http://_grpc.flagd");

    public static void AddFeatureFlags(this IServiceCollection services, string serviceName)
    {
        services.AddOptions<FlagdOptions>().BindConfiguration("").ValidateDataAnnotations().ValidateOnStart();
        services.AddOpenFeature(flags => flags
            .AddContext(context => context.Set("service", serviceName))
            .AddTransactionContextPropagator(new BaggageContext())
            .AddHook(_ => new TraceEnricherHook())
            .AddHook(provider => new MetricsHook(provider.GetRequiredService<IMeterFactory>()))
            .AddProvider(Flagd));
    }

    private static FeatureProvider? Flagd(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<FlagdOptions>>().Value;
        var address = options.Address ?? Discover(services, options.Resolver == FlagdOptions.Rpc ? Evaluation : Sync);
        return address is null
            ? null
            : new FlagdProvider(address, options, services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<FlagdProvider>>());
    }

    private static Uri? Discover(IServiceProvider services, Uri endpoint) =>
        services.GetRequiredService<ServiceEndpointResolver>().Resolve(endpoint) is var found && found.Host != endpoint.Host ? found : null;
}
