namespace Aspire.Hosting.ApplicationModel;

/// <summary>A variable of a resource's environment.</summary>
/// <param name="Name">Name of the variable.</param>
/// <param name="Value">Its value.</param>
/// <param name="IsFromSpec">Whether the model set it, rather than the environment of the host.</param>
public sealed record EnvironmentVariableSnapshot(string Name, string? Value, bool IsFromSpec)
{
    /// <summary>The value as it may be shown, without secrets. Null means that it is not known to hold any.</summary>
    internal string? Shown { get; init; }
}
