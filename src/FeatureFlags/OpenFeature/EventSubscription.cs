using OpenFeature.Constant;
using OpenFeature.Model;

namespace OpenFeature;

/// <summary>A handler of one event type, for all providers or for a domain's provider.</summary>
internal sealed record EventSubscription(ProviderEventTypes Type, EventHandlerDelegate Handler, bool EveryDomain, string? Domain);
