using OpenTelemetry.Proto.Logs.V1;
using OtelShop.Dashboard.Telemetry.Storage;
using OtelShop.Dashboard.Telemetry.Wire;

namespace OtelShop.Dashboard.Telemetry.Logs;

/// <summary>Reads from the bytes of a log record what its entry holds.</summary>
internal static class LogReader
{
    private const int TimeField = 1;
    private const int SeverityField = 2;
    private const int TraceIdField = 9;
    private const int SpanIdField = 10;
    private const int ObservedTimeField = 11;

    public static LogEntry Read(ReadOnlySpan<byte> record, long id, long arrival, TelemetryScope origin)
    {
        var (time, observed, severity) = (0UL, 0UL, default(SeverityNumber));
        var (traceId, spanId) = (default(TraceId), default(SpanId));
        var reader = new WireReader(record);
        while (reader.Read())
        {
            switch (reader.Field)
            {
                case TimeField:
                    time = reader.Number;
                    break;
                case ObservedTimeField:
                    observed = reader.Number;
                    break;
                case SeverityField:
                    severity = (SeverityNumber)(int)reader.Number;
                    break;
                case TraceIdField:
                    traceId = TraceId.Read(reader.Bytes);
                    break;
                case SpanIdField:
                    spanId = SpanId.Read(reader.Bytes);
                    break;
                default:
                    break;
            }
        }

        return new()
        {
            Id = id,
            Resource = origin.Resource,
            Scope = origin.Name,
            Origin = origin,
            Time = (time, observed) == (0UL, 0UL) ? arrival : UnixTime.FromWire(time == 0 ? observed : time),
            Severity = severity,
            TraceId = traceId,
            SpanId = spanId,
        };
    }
}
