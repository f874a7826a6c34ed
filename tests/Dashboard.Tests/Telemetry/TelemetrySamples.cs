using System.Buffers.Binary;
using Google.Protobuf;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Logs.V1;
using OpenTelemetry.Proto.Resource.V1;
using OpenTelemetry.Proto.Trace.V1;
using OtelShop.Dashboard.Telemetry;
using static OpenTelemetry.Proto.Trace.V1.Span.Types;

namespace OtelShop.Dashboard.Tests.Telemetry;

/// <summary>Telemetry as the shop's services send it.</summary>
internal static class TelemetrySamples
{
    /// <summary>A moment, in Unix nanoseconds.</summary>
    public const long Noon = 1_780_000_000_000_000_000;

    public const long Millisecond = 1_000_000;

    public static TraceId TraceIdOf(int number) => new((UInt128)(uint)number);

    public static SpanId SpanIdOf(int number) => new((uint)number);

    public static Resource Service(string name, string instance = "") =>
        new() { Attributes = { Attribute("service.name", name), Attribute("service.instance.id", instance) } };

    public static KeyValue Attribute(string key, string value) => new() { Key = key, Value = new() { StringValue = value } };

    public static KeyValue Attribute(string key, long value) => new() { Key = key, Value = new() { IntValue = value } };

    /// <summary>A span of one millisecond; times are milliseconds after noon.</summary>
    public static Span Span(int trace, int id, int parent = 0, string name = "GET", long start = 0, long end = 1, bool isError = false, params IEnumerable<KeyValue> attributes) => new()
    {
        TraceId = Bytes(TraceIdOf(trace)),
        SpanId = Bytes(SpanIdOf(id)),
        ParentSpanId = parent == 0 ? ByteString.Empty : Bytes(SpanIdOf(parent)),
        Name = name,
        Kind = SpanKind.Server,
        StartTimeUnixNano = (ulong)(Noon + start * Millisecond),
        EndTimeUnixNano = (ulong)(Noon + end * Millisecond),
        Status = isError ? new() { Code = Status.Types.StatusCode.Error, Message = "Card declined" } : null,
        Attributes = { attributes },
    };

    public static LogRecord Log(string message, SeverityNumber severity = SeverityNumber.Info, long time = 0, int trace = 0, params IEnumerable<KeyValue> attributes) => new()
    {
        Body = new() { StringValue = message },
        SeverityNumber = severity,
        TimeUnixNano = (ulong)(Noon + time * Millisecond),
        TraceId = trace == 0 ? ByteString.Empty : Bytes(TraceIdOf(trace)),
        Attributes = { attributes },
    };

    public static byte[] Request(string service, params IEnumerable<Span> spans) => Request(Service(service), spans);

    public static byte[] Request(Resource resource, params IEnumerable<Span> spans) => new TracesData
    {
        ResourceSpans = { new ResourceSpans { Resource = resource, ScopeSpans = { new ScopeSpans { Scope = new() { Name = "Shop.Tests" }, Spans = { spans } } } } },
    }.ToByteArray();

    public static byte[] LogRequest(string service, params IEnumerable<LogRecord> records) => new LogsData
    {
        ResourceLogs = { new ResourceLogs { Resource = Service(service), ScopeLogs = { new ScopeLogs { Scope = new() { Name = "Shop.Tests" }, LogRecords = { records } } } } },
    }.ToByteArray();

    private static ByteString Bytes(TraceId id)
    {
        var bytes = new byte[TraceId.Length];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, id.Value);
        return ByteString.CopyFrom(bytes);
    }

    private static ByteString Bytes(SpanId id)
    {
        var bytes = new byte[SpanId.Length];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, id.Value);
        return ByteString.CopyFrom(bytes);
    }
}
