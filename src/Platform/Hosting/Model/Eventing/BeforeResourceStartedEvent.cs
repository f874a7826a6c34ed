using Aspire.Hosting.Eventing;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Everything a resource waited for is there, and it is about to start. Published before every start, not only the first.</summary>
/// <param name="resource">The resource.</param>
/// <param name="services">Services of the host.</param>
public sealed class BeforeResourceStartedEvent(IResource resource, IServiceProvider services) : IDistributedApplicationResourceEvent
{
    /// <summary>The resource.</summary>
    public IResource Resource { get; } = resource;

    /// <summary>Services of the host.</summary>
    public IServiceProvider Services { get; } = services;
}
