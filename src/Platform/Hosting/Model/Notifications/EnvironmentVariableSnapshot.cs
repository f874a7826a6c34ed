namespace Aspire.Hosting.ApplicationModel;

/// <summary>A variable of a resource's environment.</summary>
/// <param name="Name">Name of the variable.</param>
/// <param name="Value">Its value.</param>
/// <param name="IsFromSpec">Whether the model set it, rather than the environment of the host.</param>
public sealed record EnvironmentVariableSnapshot(string Name, string? Value, bool IsFromSpec);
