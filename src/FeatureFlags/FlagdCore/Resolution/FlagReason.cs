namespace OtelShop.FlagdCore;

/// <summary>Why an evaluation gave what it gave, in the words of OpenFeature and of flagd's protocols.</summary>
public static class FlagReason
{
    /// <summary>The flag has no targeting: the default variant, whatever the context. May be cached.</summary>
    public const string Static = "STATIC";

    /// <summary>The targeting named the variant.</summary>
    public const string TargetingMatch = "TARGETING_MATCH";

    /// <summary>The targeting named none, so the default variant; without a value the flag has no default variant, and the code's own default holds.</summary>
    public const string Default = "DEFAULT";

    /// <summary>The flag is disabled; the code's own default holds.</summary>
    public const string Disabled = "DISABLED";

    /// <summary>The evaluation failed; the code's own default holds.</summary>
    public const string Error = "ERROR";
}
