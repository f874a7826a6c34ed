namespace OpenFeature.Model;

/// <summary>Handles a provider event. It runs on the reporting thread and must return quickly.</summary>
/// <param name="eventDetails">The event.</param>
public delegate void EventHandlerDelegate(ProviderEventPayload? eventDetails);
