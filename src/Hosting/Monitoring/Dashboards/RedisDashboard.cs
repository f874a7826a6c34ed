using OtelShop.Hosting.Monitoring.Dashboards.Grafana;
using static OtelShop.Hosting.Monitoring.Dashboards.Grafana.Panel;

namespace OtelShop.Hosting.Monitoring.Dashboards;

/// <summary>Redis or Valkey, seen by the services and by the server.</summary>
internal static class RedisDashboard
{
    public const string Name = "redis";

    public static Dashboard Of(MonitoredShop shop) => new(Name, "Redis", "Durations of the services, hits, memory and clients of the server.", Services($"{shop.JobMatcher},db_system_name=\"redis\""), Server())
    {
        Annotations = Shared.Changes(shop),
        Links = [new("Golden signals", GoldenSignalsDashboard.Name), new("Infrastructure", InfrastructureDashboard.Name)],
    };

    private static Section Services(string commands) => new("Seen by the services", Line.Of(
        Graph("P95 and P99", "By service; dots are traces.", Units.Seconds,
            new PromQuery(PromQl.Quantile(0.95, "db_client_operation_duration_seconds", commands, "job"), "{{job}} P95") { HasExemplars = true },
            new PromQuery(PromQl.Quantile(0.99, "db_client_operation_duration_seconds", commands, "job"), "{{job}} P99") { HasExemplars = true }).Limits(0.05, 0.1).ByService(),
        Graph("Commands", "Per second, by service.", Units.PerSecond, new PromQuery(PromQl.Rate("db_client_operation_duration_seconds_count", commands, "job"), "{{job}}")).ByService(),
        Graph("Failed commands", "By error.", Units.PerSecond, new PromQuery(PromQl.Rate("db_client_operation_duration_seconds_count", $"{commands},error_type!=\"\"", "job, error_type"), "{{job}} {{error_type}}")).ByService()));

    private static Section Server() => new("Server",
        Line.OfValues(
            Value("Up", "Whether the exporter reaches the server.", Units.Count, "min(redis_up)").Wants(1, 1),
            Value("Hits", "Share of keys asked for that exist.", Units.Ratio,
                $"sum(rate(redis_keyspace_hits_total[{PromQl.Window}])) / (sum(rate(redis_keyspace_hits_total[{PromQl.Window}])) + sum(rate(redis_keyspace_misses_total[{PromQl.Window}])) > 0)"),
            Value("Keys", "In all databases: carts and sessions.", Units.Count, "sum(redis_db_keys)"),
            Value("Evicted keys", "In the selected time. Evicted carts are lost.", Units.Count, $"sum(increase(redis_evicted_keys_total[{PromQl.Range}]))").Limits(1, 100)),
        Line.Of(
            Graph("Memory", "Used, and allowed when there is a limit.", Units.Bytes,
                new PromQuery("sum by (instance) (redis_memory_used_bytes)", "{{instance}} used"),
                new PromQuery("sum by (instance) (redis_memory_max_bytes) > 0", "{{instance}} allowed")),
            Graph("Clients", "Connected and blocked.", Units.Count,
                new PromQuery("sum by (instance) (redis_connected_clients)", "{{instance}} connected"),
                new PromQuery("sum by (instance) (redis_blocked_clients)", "{{instance}} blocked")),
            Graph("Commands", "By command, as the server counts them.", Units.PerSecond, new PromQuery($"sum by (cmd) (rate(redis_commands_total[{PromQl.Window}])) > 0", "{{cmd}}"))),
        Line.Of(
            Graph("Hits and misses", "Keys asked for.", Units.PerSecond,
                new PromQuery($"sum(rate(redis_keyspace_hits_total[{PromQl.Window}]))", "hits"),
                new PromQuery($"sum(rate(redis_keyspace_misses_total[{PromQl.Window}]))", "misses")),
            Graph("Expired and evicted", "Expired carts are an hour old; evicted ones had no room.", Units.PerSecond,
                new PromQuery($"sum(rate(redis_expired_keys_total[{PromQl.Window}]))", "expired"),
                new PromQuery($"sum(rate(redis_evicted_keys_total[{PromQl.Window}]))", "evicted")),
            Graph("Network", "Bytes of the server.", Units.BytesPerSecond,
                new PromQuery($"sum(rate(redis_net_input_bytes_total[{PromQl.Window}]))", "received"),
                new PromQuery($"sum(rate(redis_net_output_bytes_total[{PromQl.Window}]))", "sent"))));
}
