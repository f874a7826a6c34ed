using OpenFeature.Constant;
using OpenFeature.Model;

namespace OpenFeature;

/// <summary>Tells of providers' events.</summary>
public interface IEventBus
{
    /// <summary>Adds a handler. It runs at once when the provider is in the state that the event tells of.</summary>
    /// <param name="type">The events to hear of.</param>
    /// <param name="handler">Hears of them.</param>
    void AddHandler(ProviderEventTypes type, EventHandlerDelegate handler);

    /// <summary>Removes a handler.</summary>
    /// <param name="type">The events that it hears of.</param>
    /// <param name="handler">The handler.</param>
    void RemoveHandler(ProviderEventTypes type, EventHandlerDelegate handler);
}
