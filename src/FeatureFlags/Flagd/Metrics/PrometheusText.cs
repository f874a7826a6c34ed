using System.Globalization;
using System.Text;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace OtelShop.Flagd.Metrics;

/// <summary>Metrics in Prometheus text format 0.0.4, named by OpenTelemetry's translation rules.</summary>
internal sealed class PrometheusText : BaseExporter<Metric>
{
    /// <summary>Latest collected metrics.</summary>
    public string Latest { get; private set; } = "";

    public override ExportResult Export(in Batch<Metric> batch)
    {
        var text = new StringBuilder();
        foreach (var metric in batch)
            Write(text, metric);
        Latest = text.ToString();
        return ExportResult.Success;
    }

    private static void Write(StringBuilder text, Metric metric)
    {
        var type = metric.MetricType switch
        {
            MetricType.LongSum or MetricType.DoubleSum => "counter",
            MetricType.Histogram => "histogram",
            _ => "gauge",
        };
        var name = NameOf(metric, type);
        text.Append($"# HELP {name} {Escaped(metric.Description)}\n# TYPE {name} {type}\n");
        foreach (ref readonly var point in metric.GetMetricPoints())
        {
            if (type == "histogram")
                WriteHistogram(text, name, point);
            else
                Line(text, name, LabelsOf(point), ValueOf(metric.MetricType, point));
        }
    }

    private static void WriteHistogram(StringBuilder text, string name, in MetricPoint point)
    {
        var labels = LabelsOf(point);
        var below = 0L;
        foreach (var bucket in point.GetHistogramBuckets())
        {
            below += bucket.BucketCount;
            var bound = double.IsPositiveInfinity(bucket.ExplicitBound) ? "+Inf" : Number(bucket.ExplicitBound);
            Line(text, $"{name}_bucket", labels.Append($"le=\"{bound}\""), below);
        }

        Line(text, $"{name}_sum", labels, point.GetHistogramSum());
        Line(text, $"{name}_count", labels, point.GetHistogramCount());
    }

    private static double ValueOf(MetricType type, in MetricPoint point) => type switch
    {
        MetricType.LongSum or MetricType.LongSumNonMonotonic => point.GetSumLong(),
        MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic => point.GetSumDouble(),
        MetricType.LongGauge => point.GetGaugeLastValueLong(),
        _ => point.GetGaugeLastValueDouble(),
    };

    private static void Line(StringBuilder text, string name, IEnumerable<string> labels, double value)
    {
        var all = string.Join(',', labels);
        text.Append($"{name}{(all.Length > 0 ? $"{{{all}}}" : "")} {Number(value)}\n");
    }

    private static List<string> LabelsOf(in MetricPoint point)
    {
        var labels = new List<string>();
        foreach (var (key, value) in point.Tags)
            labels.Add($"{Legal(key)}=\"{Escaped(Convert.ToString(value, CultureInfo.InvariantCulture)).Replace("\"", "\\\"")}\"");
        return labels;
    }

    private static string NameOf(Metric metric, string type)
    {
        var unit = metric.Unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" };
        return $"{Legal(metric.Name)}{unit}{(type == "counter" ? "_total" : "")}";
    }

    private static string Legal(string name) => string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_'));

    private static string Escaped(string? text) => (text ?? "").Replace("\\", "\\\\").Replace("\n", "\\n");

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);
}
