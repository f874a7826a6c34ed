namespace OtelShop.FlagdCore;

/// <summary>Whether a flag is evaluated.</summary>
public enum FlagState
{
    /// <summary>The flag is evaluated.</summary>
    Enabled,

    /// <summary>Every evaluation gives the code's own default, with reason DISABLED.</summary>
    Disabled,
}
