using System.Diagnostics.Metrics;

namespace OtelShop.ServiceDefaults.Telemetry;

/// <summary>Bucket boundaries that fit a histogram's unit; the SDK's defaults assume milliseconds.</summary>
public static class HistogramBoundaries
{
    /// <summary>From 5 ms to 10 s, as OpenTelemetry's conventions advise for durations in seconds.</summary>
    public static InstrumentAdvice<double> Seconds { get; } = new()
    {
        HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
    };
}
