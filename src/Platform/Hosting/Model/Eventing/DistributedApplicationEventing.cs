using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Aspire.Hosting.Eventing;

/// <inheritdoc cref="IDistributedApplicationEventing"/>
public sealed class DistributedApplicationEventing : IDistributedApplicationEventing
{
    private readonly ConcurrentDictionary<Type, ImmutableList<DistributedApplicationEventSubscription>> _byType = new();

    /// <inheritdoc/>
    public DistributedApplicationEventSubscription Subscribe<T>(Func<T, CancellationToken, Task> callback) where T : IDistributedApplicationEvent
    {
        ArgumentNullException.ThrowIfNull(callback);
        return Add<T>(new DistributedApplicationEventSubscription((e, cancellationToken) => callback((T)e, cancellationToken)));
    }

    /// <inheritdoc/>
    public DistributedApplicationEventSubscription Subscribe<T>(IResource resource, Func<T, CancellationToken, Task> callback)
        where T : IDistributedApplicationResourceEvent
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(callback);
        return Add<T>(new DistributedApplicationResourceEventSubscription(resource, (e, cancellationToken) => callback((T)e, cancellationToken)));
    }

    /// <inheritdoc/>
    public void Unsubscribe(DistributedApplicationEventSubscription subscription)
    {
        foreach (var type in _byType.Keys)
            _byType.AddOrUpdate(type, [], (_, list) => list.Remove(subscription));
    }

    /// <inheritdoc/>
    public Task PublishAsync<T>(T @event, CancellationToken cancellationToken = default) where T : IDistributedApplicationEvent =>
        PublishAsync(@event, EventDispatchBehavior.BlockingSequential, cancellationToken);

    /// <inheritdoc/>
    public Task PublishAsync<T>(T @event, EventDispatchBehavior dispatchBehavior, CancellationToken cancellationToken = default)
        where T : IDistributedApplicationEvent
    {
        ArgumentNullException.ThrowIfNull(@event);
        var concerned = _byType.GetValueOrDefault(typeof(T), []).Where(s => Concerns(s, @event)).ToList();
        Task InTurn() => OneByOneAsync(concerned, @event, cancellationToken);
        Task AtOnce() => Task.WhenAll(concerned.Select(s => Task.Run(() => s.Callback(@event, cancellationToken), cancellationToken)));
        switch (dispatchBehavior)
        {
            case EventDispatchBehavior.BlockingSequential:
                return InTurn();
            case EventDispatchBehavior.BlockingConcurrent:
                return AtOnce();
            default:
                _ = Task.Run(dispatchBehavior == EventDispatchBehavior.NonBlockingSequential ? InTurn : AtOnce, cancellationToken);
                return Task.CompletedTask;
        }
    }

    private static async Task OneByOneAsync(
        List<DistributedApplicationEventSubscription> subscriptions, IDistributedApplicationEvent @event, CancellationToken cancellationToken)
    {
        foreach (var subscription in subscriptions)
            await subscription.Callback(@event, cancellationToken).ConfigureAwait(false);
    }

    private static bool Concerns(DistributedApplicationEventSubscription subscription, IDistributedApplicationEvent @event) =>
        subscription is not DistributedApplicationResourceEventSubscription { Resource: { } resource }
        || (@event is IDistributedApplicationResourceEvent of && of.Resource == resource);

    private DistributedApplicationEventSubscription Add<T>(DistributedApplicationEventSubscription subscription)
    {
        _byType.AddOrUpdate(typeof(T), [subscription], (_, list) => list.Add(subscription));
        return subscription;
    }
}
