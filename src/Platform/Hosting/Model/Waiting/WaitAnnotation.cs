namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource whose state the start of another one waits for.</summary>
/// <param name="resource">The resource waited for.</param>
/// <param name="waitType">The state waited for.</param>
/// <param name="exitCode">Exit code waited for, when it is completion that is waited for.</param>
public sealed class WaitAnnotation(IResource resource, WaitType waitType, int exitCode = 0) : IResourceAnnotation
{
    /// <summary>The resource waited for.</summary>
    public IResource Resource { get; } = resource;

    /// <summary>The state waited for.</summary>
    public WaitType WaitType { get; } = waitType;

    /// <summary>Exit code waited for, when it is completion that is waited for.</summary>
    public int ExitCode { get; } = exitCode;

    /// <summary>What to do when the other resource fails. Null means the default of the host.</summary>
    public WaitBehavior? WaitBehavior { get; init; }
}
