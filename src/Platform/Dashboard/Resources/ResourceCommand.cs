namespace OtelShop.Dashboard.Resources;

/// <summary>What a person can have done to a resource.</summary>
/// <param name="Name">Identifies it.</param>
/// <param name="DisplayName">On its button.</param>
/// <param name="Description">What it does. Null when the name says it.</param>
/// <param name="Confirmation">Question to ask before. Null means none.</param>
/// <param name="IsHighlighted">Whether it deserves a button of its own.</param>
/// <param name="IsEnabled">Whether it can be done now.</param>
public sealed record ResourceCommand(string Name, string DisplayName, string? Description, string? Confirmation, bool IsHighlighted, bool IsEnabled);
