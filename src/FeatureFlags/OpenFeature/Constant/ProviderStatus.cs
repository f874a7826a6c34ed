namespace OpenFeature.Constant;

/// <summary>What a provider can do at the moment.</summary>
public enum ProviderStatus
{
    /// <summary>It is being initialized; evaluations give the default value.</summary>
    NotReady,

    /// <summary>It evaluates flags.</summary>
    Ready,

    /// <summary>It evaluates flags that may be out of date.</summary>
    Stale,

    /// <summary>It has a problem that may pass; it is still asked.</summary>
    Error,

    /// <summary>It failed for good; evaluations give the default value.</summary>
    Fatal,
}
