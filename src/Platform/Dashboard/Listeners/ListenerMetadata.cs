namespace OtelShop.Dashboard.Listeners;

/// <summary>Where an endpoint answers. Endpoints without it answer on <see cref="Listener.Pages"/>.</summary>
internal sealed record ListenerMetadata(Listener Listener);
