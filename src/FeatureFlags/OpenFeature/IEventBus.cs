using OpenFeature.Constant;
using OpenFeature.Model;

namespace OpenFeature;

/// <summary>Publishes provider events.</summary>
public interface IEventBus
{
    /// <summary>Adds a handler. It runs at once if the provider already is in the event's state.</summary>
    /// <param name="type">The events to hear of.</param>
    /// <param name="handler">The handler.</param>
    void AddHandler(ProviderEventTypes type, EventHandlerDelegate handler);

    /// <summary>Removes a handler.</summary>
    /// <param name="type">Event type.</param>
    /// <param name="handler">The handler.</param>
    void RemoveHandler(ProviderEventTypes type, EventHandlerDelegate handler);
}
