namespace Aspire.Hosting.Eventing;

/// <summary>A subscription, to be ended by <see cref="IDistributedApplicationEventing.Unsubscribe"/>.</summary>
/// <param name="callback">Who is called.</param>
public class DistributedApplicationEventSubscription(Func<IDistributedApplicationEvent, CancellationToken, Task> callback)
{
    /// <summary>Who is called.</summary>
    public Func<IDistributedApplicationEvent, CancellationToken, Task> Callback { get; } = callback;
}
