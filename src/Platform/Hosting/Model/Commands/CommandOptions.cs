namespace Aspire.Hosting.ApplicationModel;

/// <summary>Everything about a command that has a default.</summary>
public class CommandOptions
{
    /// <summary>What it does.</summary>
    public string? Description { get; set; }

    /// <summary>Handed to whoever shows the command.</summary>
    public object? Parameter { get; set; }

    /// <summary>Question asked before. Null means none.</summary>
    public string? ConfirmationMessage { get; set; }

    /// <summary>Picture.</summary>
    public string? IconName { get; set; }

    /// <summary>Variant of the picture.</summary>
    public IconVariant? IconVariant { get; set; }

    /// <summary>Whether it is shown in the first row. Default no.</summary>
    public bool IsHighlighted { get; set; }

    /// <summary>Whether it can be used now. Null means always.</summary>
    public Func<UpdateCommandStateContext, ResourceCommandState>? UpdateState { get; set; }
}
