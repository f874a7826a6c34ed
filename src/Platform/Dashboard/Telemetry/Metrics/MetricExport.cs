using Google.Protobuf;
using OpenTelemetry.Proto.Metrics.V1;
using static OpenTelemetry.Proto.Metrics.V1.SummaryDataPoint.Types;
using Buckets = OpenTelemetry.Proto.Metrics.V1.ExponentialHistogramDataPoint.Types.Buckets;

namespace OtelShop.Dashboard.Telemetry.Metrics;

/// <summary>Turns what is kept back into OTLP. Deltas come out as totals; the last total is what its sender last said, so that it can go on from there.</summary>
internal static class MetricExport
{
    public static MetricsData Of(TelemetryResource resource, Instrument instrument)
    {
        var identity = instrument.Identity;
        var metric = new Metric { Name = identity.Name, Unit = identity.Unit, Description = instrument.Description };
        Fill(metric, identity.Kind);
        foreach (var series in instrument.Series)
            Fill(metric, series);
        var byScope = new ScopeMetrics { Scope = new() { Name = identity.Meter }, Metrics = { metric } };
        return new() { ResourceMetrics = { new ResourceMetrics { Resource = resource.Attributes, ScopeMetrics = { byScope } } } };
    }

    private static void Fill(Metric metric, InstrumentKind kind)
    {
        switch (kind)
        {
            case InstrumentKind.Gauge:
                metric.Gauge = new();
                break;
            case InstrumentKind.Histogram:
                metric.Histogram = new() { AggregationTemporality = AggregationTemporality.Cumulative };
                break;
            case InstrumentKind.ExponentialHistogram:
                metric.ExponentialHistogram = new() { AggregationTemporality = AggregationTemporality.Cumulative };
                break;
            case InstrumentKind.Summary:
                metric.Summary = new();
                break;
            default:
                metric.Sum = new() { AggregationTemporality = AggregationTemporality.Cumulative, IsMonotonic = kind == InstrumentKind.Counter };
                break;
        }
    }

    private static void Fill(Metric metric, Series series)
    {
        switch (series)
        {
            case TypedSeries<NumberTotal> numbers:
                var to = metric.Gauge?.DataPoints ?? metric.Sum.DataPoints;
                foreach (var (time, start, value) in Points(numbers))
                    to.Add(NumberOf(series, time, start, value));
                AddExemplars(series, to.LastOrDefault()?.Exemplars);
                break;
            case TypedSeries<BucketTotal> buckets:
                foreach (var (time, start, value) in Points(buckets))
                    metric.Histogram.DataPoints.Add(HistogramOf(series, time, start, value));
                AddExemplars(series, metric.Histogram.DataPoints.LastOrDefault()?.Exemplars);
                break;
            case TypedSeries<ExponentialTotal> buckets:
                foreach (var (time, start, value) in Points(buckets))
                    metric.ExponentialHistogram.DataPoints.Add(ExponentialOf(series, time, start, value));
                AddExemplars(series, metric.ExponentialHistogram.DataPoints.LastOrDefault()?.Exemplars);
                break;
            case TypedSeries<SummaryValue> summaries:
                foreach (var (time, start, value) in Points(summaries))
                    metric.Summary.DataPoints.Add(SummaryOf(series, time, start, value));
                break;
        }
    }

    /// <summary>Both ends of every point, without what had been counted before the reset that it follows.</summary>
    private static IEnumerable<(ulong Time, ulong Start, T Value)> Points<T>(TypedSeries<T> series) where T : ITotal<T>
    {
        for (var i = 0; i < series.Points.Count; i++)
        {
            var point = series.Points[i];
            var epoch = series.Epochs.LastOrDefault(e => e.From <= point.From);
            var value = epoch is not null && !point.Value.IsGap && point.Value.IsLike(epoch.Offset) ? point.Value.Minus(epoch.Offset) : point.Value;
            var start = (ulong)Math.Min(epoch?.Start ?? 0, point.From);
            yield return ((ulong)point.From, start, value);
            if (point.Until > point.From)
                yield return ((ulong)point.Until, start, value);
        }
    }

    private static NumberDataPoint NumberOf(Series series, ulong time, ulong start, NumberTotal value)
    {
        var point = new NumberDataPoint { TimeUnixNano = time, StartTimeUnixNano = start, Attributes = { AttributeBlock.Parse(series.AttributeBytes) } };
        if (value.IsGap)
            point.Flags = (uint)DataPointFlags.NoRecordedValueMask;
        else if (series.IsInteger && Math.Abs(value.Value) < 1L << 53)
            point.AsInt = (long)value.Value;
        else
            point.AsDouble = value.Value;
        return point;
    }

    private static HistogramDataPoint HistogramOf(Series series, ulong time, ulong start, BucketTotal value)
    {
        var point = new HistogramDataPoint { TimeUnixNano = time, StartTimeUnixNano = start, Attributes = { AttributeBlock.Parse(series.AttributeBytes) } };
        if (value.IsGap)
        {
            point.Flags = (uint)DataPointFlags.NoRecordedValueMask;
            return point;
        }

        foreach (var count in value.Counts())
            point.BucketCounts.Add((ulong)count);
        point.ExplicitBounds.Add(value.Bounds);
        point.Count = (ulong)value.Counts().Sum();
        if (!double.IsNaN(value.Sum))
            point.Sum = value.Sum;
        return point;
    }

    private static ExponentialHistogramDataPoint ExponentialOf(Series series, ulong time, ulong start, ExponentialTotal value)
    {
        var point = new ExponentialHistogramDataPoint { TimeUnixNano = time, StartTimeUnixNano = start, Attributes = { AttributeBlock.Parse(series.AttributeBytes) } };
        if (value.IsGap)
        {
            point.Flags = (uint)DataPointFlags.NoRecordedValueMask;
            return point;
        }

        (point.Scale, point.ZeroCount, point.ZeroThreshold) = (value.Scale, (ulong)value.ZeroCount, value.ZeroThreshold);
        (point.Positive, point.Negative) = (BucketsOf(value.Positive), BucketsOf(value.Negative));
        point.Count = (ulong)(value.ZeroCount + value.Positive.Counts.Sum() + value.Negative.Counts.Sum());
        if (!double.IsNaN(value.Sum))
            point.Sum = value.Sum;
        return point;
    }

    private static Buckets BucketsOf(ExponentialBuckets buckets) => new() { Offset = buckets.Offset, BucketCounts = { Array.ConvertAll(buckets.Counts, c => (ulong)c) } };

    private static SummaryDataPoint SummaryOf(Series series, ulong time, ulong start, SummaryValue value)
    {
        var point = new SummaryDataPoint { TimeUnixNano = time, StartTimeUnixNano = start, Attributes = { AttributeBlock.Parse(series.AttributeBytes) } };
        if (value.IsGap)
        {
            point.Flags = (uint)DataPointFlags.NoRecordedValueMask;
            return point;
        }

        (point.Count, point.Sum) = ((ulong)value.Count, value.Sum);
        point.QuantileValues.Add(value.Quantiles.Zip(value.Values, (q, v) => new ValueAtQuantile { Quantile = q, Value = v }));
        return point;
    }

    private static void AddExemplars(Series series, Google.Protobuf.Collections.RepeatedField<OpenTelemetry.Proto.Metrics.V1.Exemplar>? to)
    {
        for (var i = 0; to is not null && i < series.Exemplars.Count; i++)
        {
            var exemplar = series.Exemplars[i];
            to.Add(new OpenTelemetry.Proto.Metrics.V1.Exemplar
            {
                TimeUnixNano = (ulong)exemplar.Time,
                AsDouble = exemplar.Value,
                TraceId = ByteString.CopyFrom(Convert.FromHexString(exemplar.TraceId.ToString())),
                SpanId = ByteString.CopyFrom(Convert.FromHexString(exemplar.SpanId.ToString())),
            });
        }
    }
}
