namespace OtelShop.Dashboard.Telemetry.Metrics;

/// <summary>What an instrument measures.</summary>
internal enum InstrumentKind
{
    /// <summary>A value that is not added up.</summary>
    Gauge,

    /// <summary>A sum that only grows: its rate is of interest.</summary>
    Counter,

    /// <summary>A sum that goes up and down: its value is of interest.</summary>
    UpDownCounter,

    Histogram,
    ExponentialHistogram,

    /// <summary>Quantiles that the sender worked out.</summary>
    Summary,
}
