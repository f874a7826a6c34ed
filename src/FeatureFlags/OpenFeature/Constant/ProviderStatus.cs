namespace OpenFeature.Constant;

/// <summary>State of a provider.</summary>
public enum ProviderStatus
{
    /// <summary>It is being initialized; evaluations give the default value.</summary>
    NotReady,

    /// <summary>It evaluates flags.</summary>
    Ready,

    /// <summary>It evaluates flags that may be out of date.</summary>
    Stale,

    /// <summary>A temporary error; evaluations still reach the provider.</summary>
    Error,

    /// <summary>A permanent error; evaluations return the default value.</summary>
    Fatal,
}
