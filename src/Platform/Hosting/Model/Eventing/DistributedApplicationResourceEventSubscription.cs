namespace Aspire.Hosting.Eventing;

/// <summary>A subscription to events of one resource.</summary>
/// <param name="resource">The resource. Null means every one.</param>
/// <param name="callback">Who is called.</param>
public sealed class DistributedApplicationResourceEventSubscription(
    IResource? resource,
    Func<IDistributedApplicationResourceEvent, CancellationToken, Task> callback)
    : DistributedApplicationEventSubscription((e, cancellationToken) => callback((IDistributedApplicationResourceEvent)e, cancellationToken))
{
    /// <summary>The resource. Null means every one.</summary>
    public IResource? Resource { get; } = resource;
}
