namespace OpenFeature.DependencyInjection;

/// <summary>Makes a provider; only the last one that is registered is asked to.</summary>
internal sealed record ProviderFactory(Func<IServiceProvider, FeatureProvider?> Create);
