namespace OtelShop.Flagd.Ui.Overview;

/// <summary>How a flag differs from its shipped state.</summary>
public enum FlagMark
{
    /// <summary>Unchanged.</summary>
    None,

    /// <summary>Another variant is selected.</summary>
    On,

    /// <summary>Rule or variants are edited; the shipped variant is selected.</summary>
    Edited,

    /// <summary>Disabled: callers use their default.</summary>
    Disabled,

    /// <summary>Not a shipped flag.</summary>
    Own,
}
