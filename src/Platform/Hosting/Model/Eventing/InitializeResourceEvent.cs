using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The host takes up a resource. Resources that are neither process nor container start their own work here.</summary>
/// <param name="resource">The resource.</param>
/// <param name="distributedApplicationEventing">Where events are published.</param>
/// <param name="resourceLoggerService">Where the resource's log goes.</param>
/// <param name="resourceNotificationService">Where the resource's state is told.</param>
/// <param name="services">Services of the host.</param>
public sealed class InitializeResourceEvent(
    IResource resource,
    IDistributedApplicationEventing distributedApplicationEventing,
    ResourceLoggerService resourceLoggerService,
    ResourceNotificationService resourceNotificationService,
    IServiceProvider services) : IDistributedApplicationResourceEvent
{
    /// <summary>The resource.</summary>
    public IResource Resource { get; } = resource;

    /// <summary>Where events are published.</summary>
    public IDistributedApplicationEventing Eventing { get; } = distributedApplicationEventing;

    /// <summary>The resource's log.</summary>
    public ILogger Logger { get; } = resourceLoggerService.GetLogger(resource);

    /// <summary>Where the resource's state is told.</summary>
    public ResourceNotificationService Notifications { get; } = resourceNotificationService;

    /// <summary>Services of the host.</summary>
    public IServiceProvider Services { get; } = services;
}
