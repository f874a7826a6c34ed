namespace OtelShop.Dashboard.Telemetry.Metrics;

/// <summary>What makes points comparable. A name that comes back with another unit or kind is another instrument.</summary>
internal readonly record struct InstrumentIdentity(string Meter, string Name, InstrumentKind Kind, string Unit)
{
    public bool IsDistribution => Kind is InstrumentKind.Histogram or InstrumentKind.ExponentialHistogram;
}
