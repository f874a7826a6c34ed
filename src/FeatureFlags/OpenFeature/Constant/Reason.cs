namespace OpenFeature.Constant;

/// <summary>How an evaluation came to its value.</summary>
public static class Reason
{
    /// <summary>A rule chose the value.</summary>
    public const string TargetingMatch = "TARGETING_MATCH";

    /// <summary>The value was chosen by a share of all subjects.</summary>
    public const string Split = "SPLIT";

    /// <summary>The flag is switched off.</summary>
    public const string Disabled = "DISABLED";

    /// <summary>No rule applied, or there is no provider.</summary>
    public const string Default = "DEFAULT";

    /// <summary>The flag has no rule.</summary>
    public const string Static = "STATIC";

    /// <summary>The value is from a cache.</summary>
    public const string Cached = "CACHED";

    /// <summary>The provider gives no reason.</summary>
    public const string Unknown = "UNKNOWN";

    /// <summary>The evaluation failed.</summary>
    public const string Error = "ERROR";
}
