using OtelShop.Hosting.Monitoring.Dashboards.Grafana;
using static OtelShop.Hosting.Monitoring.Dashboards.Grafana.Panel;

namespace OtelShop.Hosting.Monitoring.Dashboards;

/// <summary>PostgreSQL, seen by the services and by the server.</summary>
internal static class PostgreSqlDashboard
{
    public const string Name = "postgresql";

    private const string Pool = "db_client_connection_pool_name";
    private const string OfDatabase = "datname!~\"template.*|postgres|\"";

    public static Dashboard Of(MonitoredShop shop)
    {
        var ofPool = $"{shop.JobMatcher},{Pool}=~\"$pool\"";
        return new Dashboard(Name, "PostgreSQL", "Pools and durations of the services, and the server itself.", Pools(ofPool), Commands($"{ofPool},db_system_name=\"postgresql\"", ofPool), Server(), Storage())
        {
            Variables = [new LabelVariable("pool", "Pool", $"db_client_connection_max{{{shop.JobMatcher}}}", Pool)],
            Annotations = Shared.Changes(shop),
            Links = [new("Golden signals", GoldenSignalsDashboard.Name), new("Infrastructure", InfrastructureDashboard.Name)],
        };
    }

    private static Section Pools(string ofPool) => new("Pools of connections", Line.Of(
        Graph("Used of allowed", "A full pool lets requests wait.", Units.Ratio,
            new PromQuery($"sum by (job, {Pool}) (db_client_connection_count{{{ofPool},db_client_connection_state=\"used\"}}) / sum by (job, {Pool}) (db_client_connection_max{{{ofPool}}})", "{{job}}")).Limits(0.7, 0.9).ByService(),
        Stack("Connections", "By state.", Units.Count, new PromQuery($"sum by (job, db_client_connection_state) (db_client_connection_count{{{ofPool}}})", "{{job}} {{db_client_connection_state}}")).ByService(),
        Graph("Waiting requests", "For a connection of a full pool.", Units.Count, new PromQuery($"sum by (job) (db_client_connection_npgsql_pending_requests{{{ofPool}}})", "{{job}}")).Limits(1, 10).ByService()));

    private static Section Commands(string commands, string ofPool) => new("Commands", Line.Of(
        Graph("P95", "By service; dots are traces.", Units.Seconds,
            new PromQuery(PromQl.Quantile(0.95, "db_client_operation_duration_seconds", commands, "job"), "{{job}}") { HasExemplars = true }).Limits(0.1, 0.5).ByService(),
        Graph("P99", "By service; dots are traces.", Units.Seconds,
            new PromQuery(PromQl.Quantile(0.99, "db_client_operation_duration_seconds", commands, "job"), "{{job}}") { HasExemplars = true }).Limits(0.5, 1).ByService(),
        Graph("Rate", "Commands per second.", Units.PerSecond, new PromQuery(PromQl.Rate("db_client_operation_duration_seconds_count", commands, "job"), "{{job}}")).ByService(),
        Graph("Running", "Commands that are being executed.", Units.Count, new PromQuery($"sum by (job) (db_client_operation_npgsql_executing{{{ofPool}}})", "{{job}}")).ByService()));

    private static Section Server() => new("Server",
        Line.OfValues(
            Value("Up", "Whether the exporter reaches the server.", Units.Count, "min(pg_up)").Wants(1, 1),
            Value("Connections of allowed", "Of all databases.", Units.Ratio, "sum(pg_stat_activity_count) / sum(pg_settings_max_connections)").Limits(0.7, 0.9),
            Value("Cache hits", "Share of blocks found in memory. Below 95 % the server wants more.", Units.Ratio,
                $"sum(rate(pg_stat_database_blks_hit[{PromQl.Window}])) / (sum(rate(pg_stat_database_blks_hit[{PromQl.Window}])) + sum(rate(pg_stat_database_blks_read[{PromQl.Window}])) > 0)").Wants(0.9, 0.95),
            Value("Deadlocks", "In the selected time.", Units.Count, "sum(increase(pg_stat_database_deadlocks[$__range]))").Limits(1, 5)),
        Line.Of(
            Graph("Connections", "By database and state.", Units.Count, new PromQuery($"sum by (datname, state) (pg_stat_activity_count{{{OfDatabase}}}) > 0", "{{datname}} {{state}}")),
            Graph("Transactions", "Committed and rolled back.", Units.PerSecond,
                new PromQuery($"sum by (datname) (rate(pg_stat_database_xact_commit{{{OfDatabase}}}[{PromQl.Window}]))", "{{datname}} committed"),
                new PromQuery($"sum by (datname) (rate(pg_stat_database_xact_rollback{{{OfDatabase}}}[{PromQl.Window}]))", "{{datname}} rolled back")),
            Graph("Rows", "Read, and changed.", Units.PerSecond,
                new PromQuery($"sum(rate(pg_stat_database_tup_fetched{{{OfDatabase}}}[{PromQl.Window}]))", "read"),
                new PromQuery($"sum(rate(pg_stat_database_tup_inserted{{{OfDatabase}}}[{PromQl.Window}])) + sum(rate(pg_stat_database_tup_updated{{{OfDatabase}}}[{PromQl.Window}])) + sum(rate(pg_stat_database_tup_deleted{{{OfDatabase}}}[{PromQl.Window}]))", "changed"))));

    private static Section Storage() => new("Storage and locks", Line.Of(
        Graph("Size", "Of each database.", Units.Bytes, new PromQuery($"sum by (datname) (pg_database_size_bytes{{{OfDatabase}}})", "{{datname}}")),
        Graph("Locks", "By mode. Exclusive ones that stay block others.", Units.Count, new PromQuery($"sum by (mode) (pg_locks_count{{{OfDatabase}}}) > 0", "{{mode}}")),
        Graph("Longest transaction", "By database. Long ones keep dead rows.", Units.Seconds, new PromQuery($"max by (datname) (pg_stat_activity_max_tx_duration{{{OfDatabase}}})", "{{datname}}")).Limits(60, 600)));
}
