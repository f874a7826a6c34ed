using Microsoft.Extensions.DependencyInjection;
using OpenFeature;

namespace OtelShop.ServiceDefaults.FeatureFlags;

/// <summary>Gives a service its <see cref="IFeatureClient"/>.</summary>
internal static class FeatureFlagExtensions
{
    public static void AddFeatureFlags(this IServiceCollection services, string serviceName) =>
        services.AddOpenFeature(flags => flags.AddContext(context => context.Set("service", serviceName)));
}
