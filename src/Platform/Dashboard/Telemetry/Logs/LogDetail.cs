using OpenTelemetry.Proto.Logs.V1;

namespace OtelShop.Dashboard.Telemetry.Logs;

/// <summary>A log record with all that was sent about it.</summary>
public sealed record LogDetail(LogEntry Entry, LogRecord Record);
