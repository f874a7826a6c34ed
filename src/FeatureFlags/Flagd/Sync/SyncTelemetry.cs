using System.Diagnostics.Metrics;
using OtelShop.Flagd.Flags;

namespace OtelShop.Flagd.Sync;

/// <summary>Counts sync streams under flagd's metric names.</summary>
internal sealed class SyncTelemetry
{
    private readonly UpDownCounter<long> _streams;
    private readonly Histogram<double> _duration;

    public SyncTelemetry(IMeterFactory meters)
    {
        var meter = meters.Create(FlagTelemetry.MeterName);
        _streams = meter.CreateUpDownCounter<long>("feature_flag.flagd.sync.active_streams", "{stream}", "Clients that follow the definition of the flags");
        _duration = meter.CreateHistogram(
            "feature_flag.flagd.sync.stream.duration",
            "s",
            "How long clients followed it",
            tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = [30, 60, 120, 300, 480, 600, 1200, 1800, 3600, 10800] });
    }

    public void Began() => _streams.Add(1);

    public void Ended(TimeSpan after)
    {
        _streams.Add(-1);
        _duration.Record(after.TotalSeconds);
    }
}
