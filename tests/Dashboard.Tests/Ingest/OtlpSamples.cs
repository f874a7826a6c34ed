using Google.Protobuf;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Collector.Metrics.V1;
using OpenTelemetry.Proto.Collector.Trace.V1;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Logs.V1;
using OpenTelemetry.Proto.Metrics.V1;
using OpenTelemetry.Proto.Resource.V1;
using OpenTelemetry.Proto.Trace.V1;

namespace OtelShop.Dashboard.Tests.Ingest;

/// <summary>Requests to send.</summary>
internal static class OtlpSamples
{
    private const ulong Noon = 1_700_000_000_000_000_000;

    public static IMessage RequestOf(string grpcService) =>
        grpcService.Contains("trace", StringComparison.Ordinal) ? OneSpan() : grpcService.Contains("logs", StringComparison.Ordinal) ? OneLog() : OnePoint();

    public static ExportTraceServiceRequest OneSpan(string service = "cart", string name = "GET /cart") => new()
    {
        ResourceSpans =
        {
            new ResourceSpans
            {
                Resource = From(service),
                ScopeSpans =
                {
                    new ScopeSpans
                    {
                        Scope = new() { Name = "tests" },
                        Spans =
                        {
                            new Span
                            {
                                TraceId = ByteString.CopyFrom([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]), SpanId = ByteString.CopyFrom([1, 2, 3, 4, 5, 6, 7, 8]),
                                Name = name, Kind = Span.Types.SpanKind.Server, StartTimeUnixNano = Noon, EndTimeUnixNano = Noon + 5_000_000,
                            },
                        },
                    },
                },
            },
        },
    };

    public static ExportLogsServiceRequest OneLog(string service = "cart", string body = "hello") => new()
    {
        ResourceLogs =
        {
            new ResourceLogs
            {
                Resource = From(service),
                ScopeLogs = { new ScopeLogs { LogRecords = { new LogRecord { TimeUnixNano = Noon, SeverityNumber = SeverityNumber.Info, Body = new() { StringValue = body } } } } },
            },
        },
    };

    public static ExportMetricsServiceRequest OnePoint(string service = "cart") => new()
    {
        ResourceMetrics =
        {
            new ResourceMetrics
            {
                Resource = From(service),
                ScopeMetrics =
                {
                    new ScopeMetrics
                    {
                        Scope = new() { Name = "tests" },
                        Metrics = { new Metric { Name = "items", Gauge = new() { DataPoints = { new NumberDataPoint { TimeUnixNano = Noon, AsInt = 3 } } } } },
                    },
                },
            },
        },
    };

    /// <summary>A message with every kind of field that OTLP has.</summary>
    public static MetricsData EverythingInMetrics()
    {
        var exemplar = new Exemplar { TimeUnixNano = Noon, AsDouble = double.NaN, SpanId = ByteString.CopyFrom([1, 2, 3, 4, 5, 6, 7, 8]) };
        var histogram = new HistogramDataPoint { Count = 3, Sum = -1.5, BucketCounts = { 1, 0, 2 }, ExplicitBounds = { 0.5, double.MaxValue }, Exemplars = { exemplar } };
        var exponential = new ExponentialHistogramDataPoint
        {
            Scale = -10, ZeroCount = ulong.MaxValue, ZeroThreshold = 1e-9, Positive = new() { Offset = int.MinValue, BucketCounts = { 1, 300, ulong.MaxValue } },
        };
        var text = new AnyValue { KvlistValue = new() { Values = { new KeyValue { Key = "é", Value = new() { ArrayValue = new() { Values = { new AnyValue { BoolValue = false } } } } } } } };
        return new MetricsData
        {
            ResourceMetrics =
            {
                new ResourceMetrics
                {
                    Resource = new() { Attributes = { new KeyValue { Key = "k", Value = text } }, DroppedAttributesCount = uint.MaxValue },
                    ScopeMetrics =
                    {
                        new ScopeMetrics
                        {
                            Metrics =
                            {
                                new Metric { Name = "h", Histogram = new() { AggregationTemporality = AggregationTemporality.Delta, DataPoints = { histogram } } },
                                new Metric { Name = "e", ExponentialHistogram = new() { DataPoints = { exponential } } },
                                new Metric { Name = "s", Sum = new() { IsMonotonic = true, DataPoints = { new NumberDataPoint { AsInt = long.MinValue } } } },
                                new Metric { Name = "q", Summary = new() { DataPoints = { new SummaryDataPoint { QuantileValues = { new SummaryDataPoint.Types.ValueAtQuantile { Quantile = 0.5 } } } } } },
                            },
                        },
                    },
                },
            },
        };
    }

    private static Resource From(string service) => new() { Attributes = { new KeyValue { Key = "service.name", Value = new() { StringValue = service } } } };
}
