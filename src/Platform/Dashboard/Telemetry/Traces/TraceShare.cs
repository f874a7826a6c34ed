namespace OtelShop.Dashboard.Telemetry.Traces;

/// <summary>A resource's part of a trace.</summary>
public sealed record TraceShare(TelemetryResource Resource, int SpanCount, int ErrorCount);
