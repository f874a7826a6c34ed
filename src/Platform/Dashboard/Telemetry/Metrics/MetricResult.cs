namespace OtelShop.Dashboard.Telemetry.Metrics;

/// <summary>What an instrument measured during some time.</summary>
internal sealed record MetricResult
{
    public required InstrumentSummary Instrument { get; init; }

    /// <summary>Instruments of the same name but another unit or kind.</summary>
    public required IReadOnlyList<InstrumentIdentity> Others { get; init; }

    /// <summary>Processes that have it, whether asked for or not.</summary>
    public required IReadOnlyList<TelemetryResource> Instances { get; init; }

    /// <summary>By key, whether split by or not.</summary>
    public required IReadOnlyList<MetricDimension> Dimensions { get; init; }

    /// <summary>Length of a step in nanoseconds.</summary>
    public required long Step { get; init; }

    /// <summary>End of each step, Unix time in nanoseconds.</summary>
    public required long[] Times { get; init; }

    /// <summary>The largest first.</summary>
    public required IReadOnlyList<MetricGroup> Groups { get; init; }

    /// <summary>How many further groups there would be.</summary>
    public required int HiddenGroups { get; init; }

    /// <summary>In the time asked for, by time.</summary>
    public required IReadOnlyList<Exemplar> Exemplars { get; init; }
}
