using System.Runtime.CompilerServices;
using OtelShop.Hosting.Monitoring.Rules;
using YamlDotNet.RepresentationModel;

namespace OtelShop.Hosting.Monitoring.Tests.Dashboards;

/// <summary>Metrics and labels that a query may name: those of the telemetry registry, of the recording rules, and of exporters.</summary>
internal static class KnownMetrics
{
    // Metrics that programs of others export, as their documentation lists them.
    private static readonly Dictionary<string, string> OfOthers = new()
    {
        ["Prometheus"] = "ALERTS ALERTS_FOR_STATE up target_info",
        ["kube-state-metrics"] = "kube_pod_info kube_pod_created kube_pod_container_info kube_pod_status_phase kube_pod_status_ready kube_node_status_condition kube_node_status_allocatable kube_pod_container_resource_requests "
            + "kube_pod_container_resource_limits kube_pod_container_status_restarts_total kube_pod_container_status_waiting_reason kube_pod_container_status_last_terminated_reason "
            + "kube_horizontalpodautoscaler_status_current_replicas kube_horizontalpodautoscaler_spec_max_replicas kube_resourcequota kube_persistentvolume_capacity_bytes",
        ["kubelet and cAdvisor"] = "container_cpu_usage_seconds_total container_memory_working_set_bytes container_network_receive_bytes_total container_network_transmit_bytes_total "
            + "container_cpu_cfs_throttled_periods_total container_cpu_cfs_periods_total kubelet_volume_stats_used_bytes kubelet_volume_stats_capacity_bytes apiserver_request_total",
        ["node exporter"] = "node_cpu_seconds_total node_load5 node_memory_MemAvailable_bytes node_memory_MemTotal_bytes node_filesystem_avail_bytes node_filesystem_size_bytes "
            + "node_network_receive_bytes_total node_network_transmit_bytes_total",
        ["postgres exporter"] = "pg_up pg_stat_activity_count pg_settings_max_connections pg_stat_database_blks_hit pg_stat_database_blks_read pg_stat_database_deadlocks "
            + "pg_stat_database_xact_commit pg_stat_database_xact_rollback pg_stat_database_tup_fetched pg_stat_database_tup_inserted pg_stat_database_tup_updated pg_stat_database_tup_deleted "
            + "pg_database_size_bytes pg_locks_count pg_stat_activity_max_tx_duration",
        ["redis exporter"] = "redis_up redis_db_keys redis_keyspace_hits_total redis_keyspace_misses_total redis_evicted_keys_total redis_expired_keys_total redis_memory_used_bytes "
            + "redis_memory_max_bytes redis_connected_clients redis_blocked_clients redis_commands_total redis_net_input_bytes_total redis_net_output_bytes_total",
        ["kafka exporter"] = "kafka_brokers kafka_topic_partition_current_offset kafka_consumergroup_lag kafka_topic_partition_under_replicated_partition",
        ["Argo CD and Argo Rollouts"] = "argocd_app_info argocd_app_sync_total rollout_info rollout_events_total analysis_run_info",
        ["OpenCost"] = "node_total_hourly_cost node_cpu_hourly_cost node_ram_hourly_cost pv_hourly_cost kubecost_load_balancer_cost",
        ["OpenTelemetry Collector"] = "otelcol_exporter_queue_size otelcol_exporter_queue_capacity "
            + "traces_service_graph_request_total traces_service_graph_request_failed_total traces_service_graph_request_server_seconds_bucket",
        ["cert-manager and External Secrets"] = "certmanager_certificate_expiration_timestamp_seconds externalsecret_sync_calls_error",
        ["Falco and Velero"] = "falcosecurity_falco_rules_matches_total velero_backup_last_successful_timestamp",
    };

    private const string LabelsOfOthers = "job instance service owner operation sli le alertname alertstate severity namespace pod container node instance_type resource type phase reason condition status code verb name "
        + "health_status sync_status mode device fstype datname state cmd topic consumergroup persistentvolumeclaim persistentvolume horizontalpodautoscaler client server client_service_namespace server_service_namespace receiver exporter service_version tag image rule_name tag_otelshop schedule __name__";

    /// <summary>Names in Prometheus, suffixes of histograms included.</summary>
    public static IReadOnlySet<string> Names { get; } = new HashSet<string>(
    [
        .. Registered().SelectMany(metric => NamesOf(metric.Name, metric.Instrument, metric.Unit)),
        .. RuleFiles.Of(TestShop.Shop).SelectMany(file => Records(file.Document.ToJsonString())),
        .. OfOthers.Values.SelectMany(names => names.Split(' ')),
    ], StringComparer.Ordinal);

    /// <summary>Names of the metrics that services of the shop send themselves.</summary>
    public static IReadOnlySet<string> OfShop { get; } = new HashSet<string>(["target_info", .. Registered().SelectMany(metric => NamesOf(metric.Name, metric.Instrument, metric.Unit))], StringComparer.Ordinal);

    /// <summary>Names of metrics that tell checks of monitoring from customers.</summary>
    public static IReadOnlySet<string> Synthetic { get; } = new HashSet<string>(
        from file in Files("metrics")
        from metric in Items(file, "metrics")
        where Items(metric, "attributes").Any(attribute => Text(attribute, "ref") == "user_agent.synthetic.type")
        from name in NamesOf(Text(metric, "name"), Text(metric, "instrument"), Text(metric, "unit"))
        select name, StringComparer.Ordinal);

    public static IReadOnlySet<string> Labels { get; } = new HashSet<string>([.. Attributes().Select(Translate), .. LabelsOfOthers.Split(' ')], StringComparer.Ordinal);

    // Prometheus' translation of OTLP. Units in braces vanish.
    private static IEnumerable<string> NamesOf(string name, string instrument, string unit)
    {
        var translated = Translate(name);
        var suffix = unit switch { "s" => "_seconds", "By" => "_bytes", "1" when instrument == "gauge" => "_ratio", _ => "" };
        if (!translated.EndsWith(suffix, StringComparison.Ordinal))
            translated += suffix;
        if (instrument == "histogram")
            return [$"{translated}_bucket", $"{translated}_count", $"{translated}_sum"];
        return [instrument == "counter" && !translated.EndsWith("_total", StringComparison.Ordinal) ? $"{translated}_total" : translated];
    }

    private static string Translate(string name) => name.Replace('.', '_');

    private static IEnumerable<string> Records(string json) => System.Text.RegularExpressions.Regex.Matches(json, "\"record\":\"([^\"]+)\"").Select(match => match.Groups[1].Value);

    private static IEnumerable<(string Name, string Instrument, string Unit)> Registered() =>
        from file in Files("metrics")
        from metric in Items(file, "metrics")
        select (Text(metric, "name"), Text(metric, "instrument"), Text(metric, "unit"));

    private static IEnumerable<string> Attributes() =>
        from file in Files("attributes")
        from attribute in Items(file, "attributes")
        select Text(attribute, "key");

    private static IEnumerable<YamlMappingNode> Files(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Registry(), folder), "*.yaml").Order(StringComparer.Ordinal).Select(path =>
        {
            var yaml = new YamlStream();
            using var reader = File.OpenText(path);
            yaml.Load(reader);
            return (YamlMappingNode)yaml.Documents[0].RootNode;
        });

    private static IEnumerable<YamlMappingNode> Items(YamlMappingNode file, string key) => file.Children.TryGetValue(key, out var items) ? ((YamlSequenceNode)items).Cast<YamlMappingNode>() : [];

    private static string Text(YamlMappingNode node, string key) => node.Children.TryGetValue(key, out var value) ? ((YamlScalarNode)value).Value ?? "" : "";

    private static string Registry([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs", "telemetry", "registry");
}
