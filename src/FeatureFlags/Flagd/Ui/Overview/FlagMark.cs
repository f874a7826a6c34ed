namespace OtelShop.Flagd.Ui.Overview;

/// <summary>In what way a flag is not as it was shipped.</summary>
public enum FlagMark
{
    /// <summary>It is as it was shipped.</summary>
    None,

    /// <summary>Another variant is selected.</summary>
    On,

    /// <summary>Its rule or its variants were edited; the shipped variant is selected.</summary>
    Edited,

    /// <summary>It is disabled: the code's own default holds.</summary>
    Disabled,

    /// <summary>It is none of the shipped flags.</summary>
    Own,
}
