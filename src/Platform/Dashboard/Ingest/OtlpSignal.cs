using OpenTelemetry.Proto.Logs.V1;
using OpenTelemetry.Proto.Metrics.V1;
using OpenTelemetry.Proto.Trace.V1;
using OtelShop.Dashboard.Ingest.Json;

namespace OtelShop.Dashboard.Ingest;

/// <summary>A kind of telemetry, and what OTLP calls it.</summary>
/// <param name="Name">Last part of its path over HTTP.</param>
/// <param name="GrpcService">Its service over gRPC.</param>
/// <param name="RejectedField">Name in JSON of the number of its items that were rejected.</param>
/// <param name="ReadJson">Turns a request in JSON into the binary encoding.</param>
internal sealed record OtlpSignal(string Name, string GrpcService, string RejectedField, Func<ReadOnlySpan<byte>, PooledBytes> ReadJson)
{
    public const string GrpcMethod = "Export";

    public static readonly OtlpSignal Traces =
        new("traces", "opentelemetry.proto.collector.trace.v1.TraceService", "rejectedSpans", OtlpJson.ToProtobuf<TracesData>);

    public static readonly OtlpSignal Logs =
        new("logs", "opentelemetry.proto.collector.logs.v1.LogsService", "rejectedLogRecords", OtlpJson.ToProtobuf<LogsData>);

    public static readonly OtlpSignal Metrics =
        new("metrics", "opentelemetry.proto.collector.metrics.v1.MetricsService", "rejectedDataPoints", OtlpJson.ToProtobuf<MetricsData>);

    public static IReadOnlyList<OtlpSignal> All => [Traces, Logs, Metrics];

    public string GrpcPath { get; } = $"/{GrpcService}/{GrpcMethod}";

    public string HttpPath { get; } = $"/v1/{Name}";

    /// <summary>The signal that a path belongs to, by either transport. Null when it is none's.</summary>
    public static OtlpSignal? At(PathString path) => All.FirstOrDefault(signal => path == signal.GrpcPath || path == signal.HttpPath);
}
