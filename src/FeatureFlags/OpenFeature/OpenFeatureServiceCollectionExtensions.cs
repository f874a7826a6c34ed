using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using OpenFeature.DependencyInjection;

namespace OpenFeature;

/// <summary>Adds feature flags to a container.</summary>
public static class OpenFeatureServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="IFeatureClient"/> and the <see cref="Api"/> that it belongs to. The container has a separate API instance, apart from
    /// <see cref="Api.Instance"/>: several hosts in one process do not share flags. May be called again to add to it.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Configures the API.</param>
    public static IServiceCollection AddOpenFeature(this IServiceCollection services, Action<OpenFeatureBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        services.TryAddSingleton(Build);
        services.TryAddSingleton<IFeatureClient>(provider => provider.GetRequiredService<Api>().GetClient());
        services.AddHostedService<FeatureLifecycle>();
        configure(new OpenFeatureBuilder(services));
        return services;
    }

    private static Api Build(IServiceProvider services)
    {
        var api = new Api();
        if (services.GetService<ILoggerFactory>() is { } loggers)
            api.SetLogger(loggers.CreateLogger("OpenFeature"));
        foreach (var setup in services.GetServices<ApiSetup>())
            setup.Apply(services, api);
        // Not awaited: a service starts before its flags arrive.
        if (services.GetServices<ProviderFactory>().LastOrDefault()?.Create(services) is { } flags)
            _ = api.SetProviderAsync(flags);
        return api;
    }
}
