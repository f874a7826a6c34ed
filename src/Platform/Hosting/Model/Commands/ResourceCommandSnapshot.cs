namespace Aspire.Hosting.ApplicationModel;

/// <summary>A command of a resource at one moment.</summary>
/// <param name="Name">Name by which it is called.</param>
/// <param name="State">Whether it can be used.</param>
/// <param name="DisplayName">Name as shown.</param>
/// <param name="DisplayDescription">What it does.</param>
/// <param name="Parameter">Handed to whoever shows the command.</param>
/// <param name="ConfirmationMessage">Question asked before. Null means none.</param>
/// <param name="IconName">Picture.</param>
/// <param name="IconVariant">Variant of the picture.</param>
/// <param name="IsHighlighted">Whether it is shown in the first row.</param>
public sealed record ResourceCommandSnapshot(
    string Name,
    ResourceCommandState State,
    string DisplayName,
    string? DisplayDescription,
    object? Parameter,
    string? ConfirmationMessage,
    string? IconName,
    IconVariant? IconVariant,
    bool IsHighlighted);
