using Aspire.Hosting.Eventing;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource runs and its health checks pass for the first time since it started.</summary>
/// <param name="resource">The resource.</param>
/// <param name="services">Services of the host.</param>
public sealed class ResourceReadyEvent(IResource resource, IServiceProvider services) : IDistributedApplicationResourceEvent
{
    /// <summary>The resource.</summary>
    public IResource Resource { get; } = resource;

    /// <summary>Services of the host.</summary>
    public IServiceProvider Services { get; } = services;
}
