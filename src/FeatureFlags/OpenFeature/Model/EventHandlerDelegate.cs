namespace OpenFeature.Model;

/// <summary>Hears of a provider's events. It runs on the thread that reports them: be brief.</summary>
/// <param name="eventDetails">The event.</param>
public delegate void EventHandlerDelegate(ProviderEventPayload? eventDetails);
