using Microsoft.Extensions.DependencyInjection;

namespace OpenFeature.DependencyInjection;

/// <summary>Configures the container's <see cref="Api"/>.</summary>
/// <param name="services">The services.</param>
public sealed class OpenFeatureBuilder(IServiceCollection services)
{
    /// <summary>The services.</summary>
    public IServiceCollection Services { get; } = services;
}
