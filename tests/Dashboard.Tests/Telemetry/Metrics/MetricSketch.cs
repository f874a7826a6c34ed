using Google.Protobuf;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Metrics.V1;
using OpenTelemetry.Proto.Resource.V1;
using static OtelShop.Dashboard.Tests.Telemetry.TelemetrySamples;

namespace OtelShop.Dashboard.Tests.Telemetry.Metrics;

/// <summary>Metrics as SDKs send them. Times are seconds after noon.</summary>
internal static class MetricSketch
{
    public static ulong At(double seconds) => (ulong)(Noon + (long)(seconds * 1e9));

    public static NumberDataPoint Number(double time, double value, double start = -3600, params (string Key, string Value)[] attributes) =>
        new() { TimeUnixNano = At(time), StartTimeUnixNano = At(start), AsDouble = value, Attributes = { Pairs(attributes) } };

    public static HistogramDataPoint Buckets(double time, double[] bounds, ulong[] counts, double start = -3600, double sum = 0) => new()
    {
        TimeUnixNano = At(time),
        StartTimeUnixNano = At(start),
        ExplicitBounds = { bounds },
        BucketCounts = { counts },
        Count = counts.Aggregate(0ul, (a, b) => a + b),
        Sum = sum,
    };

    public static ExponentialHistogramDataPoint Exponential(double time, int scale, int offset, ulong[] counts, double start = -3600, ulong zeros = 0) => new()
    {
        TimeUnixNano = At(time),
        StartTimeUnixNano = At(start),
        Scale = scale,
        ZeroCount = zeros,
        Positive = new() { Offset = offset, BucketCounts = { counts } },
        Count = counts.Aggregate(zeros, (a, b) => a + b),
    };

    public static Metric Counter(string name, params NumberDataPoint[] points) => SumOf(name, AggregationTemporality.Cumulative, true, points);

    public static Metric DeltaCounter(string name, params NumberDataPoint[] points) => SumOf(name, AggregationTemporality.Delta, true, points);

    public static Metric UpDown(string name, params NumberDataPoint[] points) => SumOf(name, AggregationTemporality.Cumulative, false, points);

    public static Metric Gauge(string name, params NumberDataPoint[] points) => new() { Name = name, Gauge = new() { DataPoints = { points } } };

    public static Metric Histogram(string name, params HistogramDataPoint[] points) =>
        new() { Name = name, Unit = "s", Histogram = new() { AggregationTemporality = AggregationTemporality.Cumulative, DataPoints = { points } } };

    public static Metric DeltaHistogram(string name, params HistogramDataPoint[] points) =>
        new() { Name = name, Unit = "s", Histogram = new() { AggregationTemporality = AggregationTemporality.Delta, DataPoints = { points } } };

    public static Metric ExponentialHistogram(string name, params ExponentialHistogramDataPoint[] points) =>
        new() { Name = name, Unit = "s", ExponentialHistogram = new() { AggregationTemporality = AggregationTemporality.Cumulative, DataPoints = { points } } };

    public static byte[] Request(string service, string instance, params Metric[] metrics) => Request(Service(service, instance), metrics);

    public static byte[] Request(Resource sender, params Metric[] metrics) => new MetricsData
    {
        ResourceMetrics = { new ResourceMetrics { Resource = sender, ScopeMetrics = { new ScopeMetrics { Scope = new() { Name = "Shop.Tests" }, Metrics = { metrics } } } } },
    }.ToByteArray();

    private static Metric SumOf(string name, AggregationTemporality temporality, bool isMonotonic, NumberDataPoint[] points) =>
        new() { Name = name, Sum = new() { AggregationTemporality = temporality, IsMonotonic = isMonotonic, DataPoints = { points } } };

    private static IEnumerable<KeyValue> Pairs((string Key, string Value)[] attributes) => attributes.Select(a => Attribute(a.Key, a.Value));
}
