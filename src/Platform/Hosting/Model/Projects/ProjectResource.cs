namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource that runs a .NET project.</summary>
/// <param name="name">Name of the resource.</param>
public class ProjectResource(string name)
    : Resource(name), IResourceWithEnvironment, IResourceWithArgs, IResourceWithServiceDiscovery, IResourceWithWaitSupport, IComputeResource;
