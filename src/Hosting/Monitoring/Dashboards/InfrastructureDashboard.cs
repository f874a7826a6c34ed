using OtelShop.Hosting.Monitoring.Dashboards.Grafana;
using static OtelShop.Hosting.Monitoring.Dashboards.Grafana.Panel;

namespace OtelShop.Hosting.Monitoring.Dashboards;

/// <summary>Nodes, pods, capacity, and the collector.</summary>
internal static class InfrastructureDashboard
{
    public const string Name = "infrastructure";

    private const string OfNamespace = "namespace=~\"$namespace\"";

    public static Dashboard Of(MonitoredShop shop) => new(Name, "Infrastructure", "Health and capacity of nodes and pods, and the telemetry's own way.", Summary(), Nodes(), Pods(), Capacity(), Collector())
    {
        Variables = [Shared.Namespace],
        Annotations = Shared.Changes(shop),
        Links = [new("Cost", CostDashboard.Name), new("PostgreSQL", PostgreSqlDashboard.Name), new("Redis", RedisDashboard.Name), new("Kafka", KafkaDashboard.Name)],
        From = "now-6h",
    };

    private static Section Summary() => new("Cluster", Line.OfValues(
        Value("Nodes not ready", "Pods of a node that is not ready move elsewhere after five minutes.", Units.Count, "sum(kube_node_status_condition{condition=\"Ready\",status!=\"true\"})").Limits(1, 2),
        Value("Pods not ready", "Pods that run but get no requests.", Units.Count, $"sum(kube_pod_status_ready{{{OfNamespace},condition=\"false\"}} and on (namespace, pod) (kube_pod_status_phase{{phase=\"Running\"}} == 1)) or vector(0)").Limits(1, 3),
        Value("Pending pods", "Pods that no node has room for, or whose image is missing.", Units.Count, $"sum(kube_pod_status_phase{{{OfNamespace},phase=\"Pending\"}})").Limits(1, 3),
        Value("Restarts", "Of containers, in the selected time.", Units.Count, $"sum(increase(kube_pod_container_status_restarts_total{{{OfNamespace}}}[{PromQl.Range}]))").Limits(1, 10),
        Value("Connections of PostgreSQL", "Open of allowed.", Units.Ratio, "sum(pg_stat_activity_count) / sum(pg_settings_max_connections)").Limits(0.7, 0.9),
        Value("Hits of Redis", "Share of keys asked for that exist.", Units.Ratio,
            $"sum(rate(redis_keyspace_hits_total[{PromQl.Window}])) / (sum(rate(redis_keyspace_hits_total[{PromQl.Window}])) + sum(rate(redis_keyspace_misses_total[{PromQl.Window}])) > 0)")));

    private static Section Nodes() => new("Nodes",
        Line.Of(
            Graph("CPU", "Share of time that is not idle.", Units.Ratio, new PromQuery($"1 - avg by (instance) (rate(node_cpu_seconds_total{{mode=\"idle\"}}[{PromQl.Window}]))", "{{instance}}")).Limits(0.7, 0.9),
            Graph("Memory", "Share that is not available.", Units.Ratio, new PromQuery("1 - node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes", "{{instance}}")).Limits(0.8, 0.9),
            Graph("Load by processor", "Above 1 processes wait for a processor.", Units.Count,
                new PromQuery("node_load5 / on (instance) count by (instance) (node_cpu_seconds_total{mode=\"idle\"})", "{{instance}}")).Limits(1, 2)),
        Line.Of(
            Graph("Full disks", "Used share of the file system that is fullest.", Units.Ratio,
                new PromQuery("max by (instance) (1 - node_filesystem_avail_bytes{fstype!~\"tmpfs|overlay|squashfs\"} / node_filesystem_size_bytes)", "{{instance}}")).Limits(0.8, 0.9),
            Graph("Disk in four days", "Free bytes if it goes on like in the last six hours. Below zero the disk is full by then.", Units.Bytes,
                new PromQuery("min by (instance) (predict_linear(node_filesystem_avail_bytes{fstype!~\"tmpfs|overlay|squashfs\"}[6h], 4 * 24 * 3600))", "{{instance}}")) with { Min = null },
            Graph("Network", "Bytes of all devices but the loopback.", Units.BytesPerSecond,
                new PromQuery($"sum by (instance) (rate(node_network_receive_bytes_total{{device!=\"lo\"}}[{PromQl.Window}]))", "{{instance}} received"),
                new PromQuery($"sum by (instance) (rate(node_network_transmit_bytes_total{{device!=\"lo\"}}[{PromQl.Window}]))", "{{instance}} sent"))));

    private static Section Pods() => new("Pods",
        Line.Of(
            Stack("Pods by phase", "Failed and pending ones need a look.", Units.Count, new PromQuery($"sum by (phase) (kube_pod_status_phase{{{OfNamespace}}}) > 0", "{{phase}}")),
            Graph("Restarts within an hour", "By container.", Units.Count, new PromQuery($"sum by (namespace, pod, container) (increase(kube_pod_container_status_restarts_total{{{OfNamespace}}}[1h])) > 0", "{{pod}} {{container}}")).Limits(1, 3),
            Graph("Waiting and terminated containers", "By reason, such as CrashLoopBackOff, ImagePullBackOff, OOMKilled.", Units.Count,
                new PromQuery($"sum by (reason) (kube_pod_container_status_waiting_reason{{{OfNamespace}}}) > 0", "waiting: {{reason}}"),
                new PromQuery($"sum by (reason) (kube_pod_container_status_last_terminated_reason{{{OfNamespace},reason!=\"Completed\"}}) > 0", "terminated: {{reason}}"))),
        Line.Of(
            Graph("Wanted and running replicas", "Of autoscalers. At the maximum a service gets no more pods.", Units.Ratio,
                new PromQuery($"kube_horizontalpodautoscaler_status_current_replicas{{{OfNamespace}}} / kube_horizontalpodautoscaler_spec_max_replicas", "{{horizontalpodautoscaler}}")).Limits(0.8, 1),
            Graph("Volumes", "Used share of claimed volumes.", Units.Ratio,
                new PromQuery($"kubelet_volume_stats_used_bytes{{{OfNamespace}}} / kubelet_volume_stats_capacity_bytes", "{{persistentvolumeclaim}}")).Limits(0.8, 0.9),
            Graph("Age of backups", "Time since the newest complete backup of each schedule of Velero.", Units.Seconds,
                new PromQuery("time() - max by (schedule) (velero_backup_last_successful_timestamp{schedule!=\"\"})", "{{schedule}}"))));

    private static Section Capacity() => new("Requests, limits and use", Line.Of(
        Graph("CPU", "Used, requested and allowed, in processors.", Units.Count,
            new PromQuery($"sum(rate(container_cpu_usage_seconds_total{{{OfNamespace},container!=\"\"}}[{PromQl.Window}]))", "used"),
            new PromQuery($"sum(kube_pod_container_resource_requests{{{OfNamespace},resource=\"cpu\"}})", "requested"),
            new PromQuery($"sum(kube_pod_container_resource_limits{{{OfNamespace},resource=\"cpu\"}})", "limit"),
            new PromQuery("sum(kube_node_status_allocatable{resource=\"cpu\"})", "allocatable")),
        Graph("Memory", "Used, requested and allowed.", Units.Bytes,
            new PromQuery($"sum(container_memory_working_set_bytes{{{OfNamespace},container!=\"\"}})", "used"),
            new PromQuery($"sum(kube_pod_container_resource_requests{{{OfNamespace},resource=\"memory\"}})", "requested"),
            new PromQuery($"sum(kube_pod_container_resource_limits{{{OfNamespace},resource=\"memory\"}})", "limit"),
            new PromQuery("sum(kube_node_status_allocatable{resource=\"memory\"})", "allocatable")),
        Graph("Quotas", "Used share of what a namespace may request.", Units.Ratio,
            new PromQuery($"kube_resourcequota{{{OfNamespace},type=\"used\"}} / ignoring (type) (kube_resourcequota{{type=\"hard\"}} > 0)", "{{namespace}} {{resource}}")).Limits(0.8, 0.95)));

    // With and without the suffix: versions of the collector differ.
    private static Section Collector() => new("Collector", Line.Of(
        Stack("Accepted telemetry", "Spans, data points and log records per second.", Units.PerSecond,
            new PromQuery($"sum(rate({{__name__=~\"otelcol_receiver_accepted_spans(_total)?\"}}[{PromQl.Window}]))", "spans"),
            new PromQuery($"sum(rate({{__name__=~\"otelcol_receiver_accepted_metric_points(_total)?\"}}[{PromQl.Window}]))", "data points"),
            new PromQuery($"sum(rate({{__name__=~\"otelcol_receiver_accepted_log_records(_total)?\"}}[{PromQl.Window}]))", "log records")),
        Graph("Lost telemetry", "Refused for lack of memory, or given up by an exporter.", Units.PerSecond,
            new PromQuery($"sum by (receiver) (rate({{__name__=~\"otelcol_receiver_refused_(spans|metric_points|log_records)(_total)?\"}}[{PromQl.Window}]))", "refused by {{receiver}}"),
            new PromQuery($"sum by (exporter) (rate({{__name__=~\"otelcol_exporter_send_failed_(spans|metric_points|log_records)(_total)?\"}}[{PromQl.Window}]))", "failed in {{exporter}}")).Limits(1, 100),
        Graph("Queues of exporters", "Full queues lose telemetry.", Units.Ratio, new PromQuery("sum by (exporter) (otelcol_exporter_queue_size) / sum by (exporter) (otelcol_exporter_queue_capacity)", "{{exporter}}")).Limits(0.5, 0.9)));
}
