using Aspire.Hosting.Local.Containers;
using Aspire.Hosting.Local.Processes;

namespace Aspire.Hosting.Local.Realizations;

/// <summary>A process that is ready to be started.</summary>
/// <param name="Command">How to start it.</param>
internal sealed record RealizedProcess(ProcessCommand Command)
{
    /// <summary>What a person can do when the process does not come up. Null when its own lines have to say that.</summary>
    public string? WayOut { get; init; }

    /// <summary>Container that stands behind the process, and outlives it when the process is killed.</summary>
    public ContainerHandle? Container { get; init; }
}
