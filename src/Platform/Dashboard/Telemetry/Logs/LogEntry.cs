using OpenTelemetry.Proto.Logs.V1;
using OtelShop.Dashboard.Telemetry.Storage;

namespace OtelShop.Dashboard.Telemetry.Logs;

/// <summary>What a list needs to know of a log record.</summary>
public sealed class LogEntry : TelemetryEntry
{
    /// <summary>Grows with every record that arrives; names it while it is kept.</summary>
    public required long Id { get; init; }

    /// <summary>Unix time in nanoseconds: of the event, or of its observation where that is not known.</summary>
    public required long Time { get; init; }

    public required SeverityNumber Severity { get; init; }

    public required TraceId TraceId { get; init; }

    public required SpanId SpanId { get; init; }
}
