namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource that runs as a container.</summary>
/// <param name="name">Name of the resource.</param>
/// <param name="entrypoint">Program in place of the image's own. Null means the image's own.</param>
public class ContainerResource(string name, string? entrypoint = null)
    : Resource(name), IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints, IResourceWithWaitSupport, IComputeResource
{
    /// <summary>Program in place of the image's own. Null means the image's own.</summary>
    public string? Entrypoint { get; set; } = entrypoint;
}
