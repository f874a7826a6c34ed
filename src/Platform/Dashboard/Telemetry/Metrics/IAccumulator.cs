namespace OtelShop.Dashboard.Telemetry.Metrics;

/// <summary>Adds up what was counted.</summary>
internal interface IAccumulator<in T>
{
    /// <param name="later">Counted up to a point.</param>
    /// <param name="earlier">Counted into the same buckets up to an earlier one.</param>
    /// <param name="share">How much of the difference falls here, from 0 to 1.</param>
    void Add(T later, T earlier, double share);
}
