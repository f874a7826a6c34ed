using OpenFeature.Constant;
using OpenFeature.Model;

namespace OpenFeature;

/// <summary>A handler of one type of events, of all providers or of the one that serves a domain.</summary>
internal sealed record EventSubscription(ProviderEventTypes Type, EventHandlerDelegate Handler, bool EveryDomain, string? Domain);
