namespace OpenFeature.DependencyInjection;

/// <summary>Creates a provider; only the last registered factory is used.</summary>
internal sealed record ProviderFactory(Func<IServiceProvider, FeatureProvider?> Create);
