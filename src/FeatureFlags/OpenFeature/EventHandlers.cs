using System.Collections.Immutable;
using OpenFeature.Constant;
using OpenFeature.Model;

namespace OpenFeature;

/// <summary>Subscribers of provider events.</summary>
internal sealed class EventHandlers(Api api)
{
    private ImmutableArray<EventSubscription> _subscriptions = [];

    public void Add(EventSubscription subscription)
    {
        ImmutableInterlocked.Update(ref _subscriptions, static (all, one) => all.Add(one), subscription);
        var provider = api.ProviderOf(subscription.Domain);
        if (provider is not NoOpFeatureProvider && EventOf(provider.Status) == subscription.Type)
            Tell(subscription, new ProviderEventPayload { Type = subscription.Type, ProviderName = provider.GetMetadata()?.Name });
    }

    public void Remove(EventSubscription subscription) =>
        ImmutableInterlocked.Update(ref _subscriptions, static (all, one) => all.Remove(one), subscription);

    public void Clear() => ImmutableInterlocked.InterlockedExchange(ref _subscriptions, []);

    public void Raise(FeatureProvider provider, ProviderEventPayload payload)
    {
        foreach (var subscription in _subscriptions)
        {
            if (subscription.Type == payload.Type && (subscription.EveryDomain || ReferenceEquals(api.ProviderOf(subscription.Domain), provider)))
                Tell(subscription, payload);
        }
    }

    private static ProviderEventTypes? EventOf(ProviderStatus status) => status switch
    {
        ProviderStatus.Ready => ProviderEventTypes.ProviderReady,
        ProviderStatus.Stale => ProviderEventTypes.ProviderStale,
        ProviderStatus.Error or ProviderStatus.Fatal => ProviderEventTypes.ProviderError,
        _ => null,
    };

    private void Tell(EventSubscription subscription, ProviderEventPayload payload)
    {
        try
        {
            subscription.Handler(payload);
        }
        catch (Exception error)
        {
            api.Logger.HandlerFailed(error, payload.Type);
        }
    }
}
