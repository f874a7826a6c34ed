using OtelShop.Dashboard.Telemetry.Traces;

namespace OtelShop.Dashboard.ServiceMap;

/// <summary>A span and whom it calls.</summary>
/// <param name="Span">What is known of it without its attributes.</param>
/// <param name="Peer">Null where it does not say, or calls nobody.</param>
internal readonly record struct ObservedSpan(SpanEntry Span, Peer? Peer);
