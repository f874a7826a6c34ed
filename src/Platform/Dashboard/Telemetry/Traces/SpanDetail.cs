using OpenTelemetry.Proto.Trace.V1;

namespace OtelShop.Dashboard.Telemetry.Traces;

/// <summary>A span with all that was sent about it.</summary>
public sealed record SpanDetail(SpanEntry Entry, Span Span);
