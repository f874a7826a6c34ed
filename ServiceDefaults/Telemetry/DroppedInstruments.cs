using System.Collections.Frozen;
using OpenTelemetry.Metrics;

namespace OtelShop.ServiceDefaults.Telemetry;

/// <summary>
/// Instruments that .NET's libraries update for each buffer, frame or change of a connection: several times per request, for questions that
/// durations, active requests and pools of connections answer. Without a listener the libraries skip them.
/// </summary>
internal static class DroppedInstruments
{
    private static readonly FrozenSet<string> Names = FrozenSet.Create(
        "aspnetcore.memory_pool.allocated",
        "aspnetcore.memory_pool.evicted",
        "aspnetcore.memory_pool.pooled",
        "aspnetcore.memory_pool.rented",
        "aspnetcore.routing.match_attempts",
        "db.client.operation.npgsql.bytes_read",
        "db.client.operation.npgsql.bytes_written",
        "feature_flag.evaluation_active_count",
        "http.client.active_requests",
        "http.client.open_connections",
        "http.client.request.time_in_queue",
        "kestrel.queued_requests");

    /// <summary>Leaves these instruments out.</summary>
    public static MeterProviderBuilder DropInstruments(this MeterProviderBuilder metrics) =>
        metrics.AddView(instrument => Names.Contains(instrument.Name) ? MetricStreamConfiguration.Drop : null);
}
