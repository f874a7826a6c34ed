namespace Aspire.Hosting.ApplicationModel;

/// <summary>A command of a resource.</summary>
/// <param name="name">Name by which it is called.</param>
/// <param name="displayName">Name as shown.</param>
/// <param name="executeCommand">Does it.</param>
/// <param name="options">Everything else. Null means the defaults.</param>
public sealed class ResourceCommandAnnotation(
    string name,
    string displayName,
    Func<ExecuteCommandContext, Task<ExecuteCommandResult>> executeCommand,
    CommandOptions? options = null) : IResourceAnnotation
{
    private readonly CommandOptions _options = options ?? new();

    /// <summary>Name by which it is called.</summary>
    public string Name { get; } = name;

    /// <summary>Name as shown.</summary>
    public string DisplayName { get; } = displayName;

    /// <summary>Does it.</summary>
    public Func<ExecuteCommandContext, Task<ExecuteCommandResult>> ExecuteCommand { get; } = executeCommand;

    /// <summary>Whether it can be used now.</summary>
    public Func<UpdateCommandStateContext, ResourceCommandState> UpdateState => _options.UpdateState ?? (_ => ResourceCommandState.Enabled);

    /// <summary>What it does.</summary>
    public string? DisplayDescription => _options.Description;

    /// <summary>Handed to whoever shows the command.</summary>
    public object? Parameter => _options.Parameter;

    /// <summary>Question asked before. Null means none.</summary>
    public string? ConfirmationMessage => _options.ConfirmationMessage;

    /// <summary>Picture.</summary>
    public string? IconName => _options.IconName;

    /// <summary>Variant of the picture.</summary>
    public IconVariant? IconVariant => _options.IconVariant;

    /// <summary>Whether it is shown in the first row.</summary>
    public bool IsHighlighted => _options.IsHighlighted;
}
