using OtelShop.Dashboard.Telemetry.Storage;
using OtelShop.Dashboard.Telemetry.Wire;
using static OpenTelemetry.Proto.Trace.V1.Span.Types;
using static OpenTelemetry.Proto.Trace.V1.Status.Types;

namespace OtelShop.Dashboard.Telemetry.Traces;

/// <summary>Reads from the bytes of a span what its entry holds.</summary>
internal static class SpanReader
{
    private const int TraceIdField = 1;
    private const int SpanIdField = 2;
    private const int ParentIdField = 4;
    private const int NameField = 5;
    private const int KindField = 6;
    private const int StartField = 7;
    private const int EndField = 8;
    private const int StatusCodeField = 3;

    /// <returns>Null when the span has no valid id of its own or of its trace.</returns>
    public static SpanEntry? Read(ReadOnlySpan<byte> span, long id, TelemetryScope origin, NameTable names)
    {
        var (traceId, spanId, parentId) = (default(TraceId), default(SpanId), default(SpanId));
        var (kind, status, start, end) = (default(SpanKind), default(StatusCode), 0UL, 0UL);
        var name = ReadOnlySpan<byte>.Empty;
        var reader = new WireReader(span);
        while (reader.Read())
        {
            switch (reader.Field)
            {
                case TraceIdField:
                    traceId = TraceId.Read(reader.Bytes);
                    break;
                case SpanIdField:
                    spanId = SpanId.Read(reader.Bytes);
                    break;
                case ParentIdField:
                    parentId = SpanId.Read(reader.Bytes);
                    break;
                case NameField:
                    name = reader.Bytes;
                    break;
                case KindField:
                    kind = (SpanKind)(int)reader.Number;
                    break;
                case StartField:
                    start = reader.Number;
                    break;
                case EndField:
                    end = reader.Number;
                    break;
                case WireSchema.SpanStatus:
                    status = StatusOf(reader.Bytes);
                    break;
                default:
                    break;
            }
        }

        return traceId.IsNone || spanId.IsNone ? null : new()
        {
            Id = id,
            TraceId = traceId,
            SpanId = spanId,
            ParentId = parentId,
            Resource = origin.Resource,
            Scope = origin.Name,
            Origin = origin,
            Name = names.Of(name),
            Kind = kind,
            Status = status,
            Start = UnixTime.FromWire(start),
            End = UnixTime.FromWire(Math.Max(start, end)),
        };
    }

    private static StatusCode StatusOf(ReadOnlySpan<byte> status)
    {
        var code = default(StatusCode);
        var reader = new WireReader(status);
        while (reader.Read())
        {
            if (reader.Field == StatusCodeField)
                code = (StatusCode)(int)reader.Number;
        }

        return code;
    }
}
