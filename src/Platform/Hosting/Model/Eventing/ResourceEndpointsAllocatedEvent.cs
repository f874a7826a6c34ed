using Aspire.Hosting.Eventing;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Every endpoint of a resource has an address.</summary>
/// <param name="resource">The resource.</param>
/// <param name="services">Services of the host.</param>
public sealed class ResourceEndpointsAllocatedEvent(IResource resource, IServiceProvider services) : IDistributedApplicationResourceEvent
{
    /// <summary>The resource.</summary>
    public IResource Resource { get; } = resource;

    /// <summary>Services of the host.</summary>
    public IServiceProvider Services { get; } = services;
}
