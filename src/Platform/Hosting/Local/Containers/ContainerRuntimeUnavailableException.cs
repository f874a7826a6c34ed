namespace Aspire.Hosting.Local.Containers;

/// <summary>Docker or podman is not there or does not answer. It may come back.</summary>
internal sealed class ContainerRuntimeUnavailableException(string message) : DistributedApplicationException(message);
