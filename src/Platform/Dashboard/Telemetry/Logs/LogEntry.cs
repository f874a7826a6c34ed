using OpenTelemetry.Proto.Logs.V1;
using OtelShop.Dashboard.Telemetry.Storage;

namespace OtelShop.Dashboard.Telemetry.Logs;

/// <summary>What a list needs to know of a log record.</summary>
public sealed class LogEntry : TelemetryEntry
{
    /// <summary>Unix time in nanoseconds: of the event; where that is not known of its observation, and else of its arrival.</summary>
    public required long Time { get; init; }

    public required SeverityNumber Severity { get; init; }

    public required TraceId TraceId { get; init; }

    public required SpanId SpanId { get; init; }
}
