using System.Diagnostics.Metrics;
using System.Net.Security;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OpenFeature;
using OpenFeature.Hooks;
using OpenFeature.Providers.Flagd;
using Microsoft.Extensions.Configuration;

namespace OtelShop.FaultInjection;

/// <summary>Gives a service its <see cref="IFeatureClient"/>.</summary>
public static class FeatureFlagExtensions
{
    // The endpoints of the daemon as the app model names them.
    private const string Sync = "services:flagd:sync:0";
    private const string Evaluation = "services:flagd:grpc:0";

    /// <summary>Adds an <see cref="IFeatureClient"/> of flagd: at <c>FLAGD_HOST</c>, else where the app model says. Without either every flag has its default.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="serviceName">The service, which rules can target.</param>
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
        var discovered = services.GetRequiredService<IConfiguration>()[options.Resolver == FlagdOptions.Rpc ? Evaluation : Sync];
        var address = options.Address ?? (string.IsNullOrEmpty(discovered) ? null : new Uri(discovered));
        return address is null
            ? null
            : new FlagdProvider(
                address, options, services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<FlagdProvider>>(), services.GetService<SslClientAuthenticationOptions>());
    }
}
