namespace Aspire.Hosting.Local.Containers;

/// <summary>A container by name.</summary>
/// <param name="Runtime">Absolute path of docker or podman.</param>
/// <param name="Name">Name of the container.</param>
internal sealed record ContainerHandle(string Runtime, string Name);
