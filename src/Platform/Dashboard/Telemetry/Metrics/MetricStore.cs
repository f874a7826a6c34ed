using Google.Protobuf;
using OpenTelemetry.Proto.Metrics.V1;

namespace OtelShop.Dashboard.Telemetry.Metrics;

/// <summary>The series of metrics that are kept.</summary>
internal sealed class MetricStore(ResourceDirectory resources, ChangeFeed changes)
{
    /// <summary>Takes the points of a MetricsData or ExportMetricsServiceRequest.</summary>
    /// <exception cref="InvalidProtocolBufferException">It is neither; nothing was kept of it.</exception>
    public IngestResult Add(ReadOnlySpan<byte> metricsData)
    {
        var data = MetricsData.Parser.ParseFrom(metricsData);
        long accepted = 0;
        foreach (var byResource in data.ResourceMetrics)
        {
            resources.Of(byResource.Resource ?? new());
            accepted += byResource.ScopeMetrics.SelectMany(s => s.Metrics).Sum(PointsOf);
        }

        changes.Changed(Topic.Metrics);
        return new(accepted, 0, null);
    }

    private static long PointsOf(Metric metric) => metric.DataCase switch
    {
        Metric.DataOneofCase.Gauge => metric.Gauge.DataPoints.Count,
        Metric.DataOneofCase.Sum => metric.Sum.DataPoints.Count,
        Metric.DataOneofCase.Histogram => metric.Histogram.DataPoints.Count,
        Metric.DataOneofCase.ExponentialHistogram => metric.ExponentialHistogram.DataPoints.Count,
        Metric.DataOneofCase.Summary => metric.Summary.DataPoints.Count,
        _ => 0,
    };
}
