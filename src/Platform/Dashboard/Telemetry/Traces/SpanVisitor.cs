namespace OtelShop.Dashboard.Telemetry.Traces;

/// <summary>Sees one span during a scan. Called under the store's lock: it must be quick and must not call the store.</summary>
internal delegate void SpanVisitor(SpanEntry span, SpanAttributes attributes);
