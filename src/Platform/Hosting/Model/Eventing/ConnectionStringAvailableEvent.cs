using Aspire.Hosting.Eventing;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The connection string of a resource can be evaluated without waiting.</summary>
/// <param name="resource">The resource.</param>
/// <param name="services">Services of the host.</param>
public sealed class ConnectionStringAvailableEvent(IResource resource, IServiceProvider services) : IDistributedApplicationResourceEvent
{
    /// <summary>The resource.</summary>
    public IResource Resource { get; } = resource;

    /// <summary>Services of the host.</summary>
    public IServiceProvider Services { get; } = services;
}
