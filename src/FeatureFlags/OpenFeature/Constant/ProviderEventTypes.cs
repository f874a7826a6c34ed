namespace OpenFeature.Constant;

/// <summary>Types of provider events.</summary>
public enum ProviderEventTypes
{
    /// <summary>The provider evaluates flags.</summary>
    ProviderReady,

    /// <summary>The provider has a problem.</summary>
    ProviderError,

    /// <summary>Flags have changed.</summary>
    ProviderConfigurationChanged,

    /// <summary>The provider's flags may be out of date.</summary>
    ProviderStale,
}
