namespace OtelShop.Dashboard.Telemetry.Metrics;

/// <summary>A single measurement, and the trace during which it was made.</summary>
internal readonly record struct Exemplar(long Time, double Value, TraceId TraceId, SpanId SpanId);
