namespace OtelShop.Dashboard.Telemetry.Metrics;

/// <summary>Adds up what was counted.</summary>
internal interface IAccumulator<in T>
{
    /// <param name="increase">Counted between two points.</param>
    /// <param name="share">How much of it falls here, from 0 to 1.</param>
    void Add(T increase, double share);
}
