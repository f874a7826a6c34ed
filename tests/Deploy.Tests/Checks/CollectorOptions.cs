using System.Collections.Frozen;

namespace OtelShop.Deploy.Tests.Checks;

/// <summary>A kind of component of the collector.</summary>
/// <param name="Signals">Signals that it takes; for connectors <c>from>to</c>.</param>
/// <param name="Options">Options by their path; <c>*</c> stands for any name or item.</param>
internal sealed record CollectorComponent(string[] Signals, FrozenSet<string> Options);

/// <summary>
/// Components and options that the configurations may name, written down from the README and config.go of each component in
/// https://github.com/open-telemetry/opentelemetry-collector and https://github.com/open-telemetry/opentelemetry-collector-contrib, v0.147.
/// </summary>
internal static class CollectorOptions
{
    private static readonly string[] All = ["traces", "metrics", "logs"];
    private static readonly string[] Metrics = ["metrics"];
    private static readonly string[] Logs = ["logs"];
    private static readonly string[] Traces = ["traces"];

    // exporterhelper/README.md.
    private static readonly string[] Queue = ["sending_queue.enabled", "sending_queue.num_consumers", "sending_queue.queue_size", "sending_queue.storage", "sending_queue.sizer", "sending_queue.batch.min_size", "sending_queue.batch.max_size", "sending_queue.batch.flush_timeout"];
    private static readonly string[] Retry = ["retry_on_failure.enabled", "retry_on_failure.initial_interval", "retry_on_failure.max_interval", "retry_on_failure.max_elapsed_time"];
    private static readonly string[] Client = [.. Queue, .. Retry, "endpoint", "timeout", "compression", "headers", "headers.*", "tls.insecure"];

    /// <summary>By section and type.</summary>
    public static readonly FrozenDictionary<string, CollectorComponent> Components = new Dictionary<string, CollectorComponent>
    {
        ["receivers/otlp"] = new(All, ["protocols.grpc.endpoint", "protocols.grpc.max_recv_msg_size_mib", "protocols.http.endpoint"]),
        ["receivers/hostmetrics"] = new(Metrics, ["root_path", "collection_interval", "scrapers.cpu", "scrapers.load", "scrapers.memory", "scrapers.disk", "scrapers.network", "scrapers.filesystem"]),
        ["receivers/kubeletstats"] = new(Metrics, ["auth_type", "endpoint", "insecure_skip_verify", "ca_file", "collection_interval", "metric_groups.*"]),
        ["receivers/filelog"] = new(Logs, ["include.*", "exclude.*", "start_at", "include_file_path", "include_file_name", "storage", "retry_on_failure.enabled", "operators.*.type", "operators.*.id"]),
        ["processors/memory_limiter"] = new(All, ["check_interval", "limit_percentage", "spike_limit_percentage", "limit_mib", "spike_limit_mib"]),
        ["processors/batch"] = new(All, ["send_batch_size", "send_batch_max_size", "timeout"]),
        ["processors/resource"] = new(All, ["attributes.*.key", "attributes.*.value", "attributes.*.action", "attributes.*.from_attribute"]),
        ["processors/resourcedetection"] = new(All, ["detectors.*", "timeout", "override"]),
        ["processors/k8sattributes"] = new(All, ["auth_type", "passthrough", "filter.node_from_env_var", "extract.metadata.*", "pod_association.*.sources.*.from", "pod_association.*.sources.*.name"]),
        ["processors/transform"] = new(All, ["error_mode", .. from signal in (string[])["metric_statements", "trace_statements", "log_statements"] from option in (string[])["*.context", "*.statements.*", "*.conditions.*"] select $"{signal}.{option}"]),
        ["processors/tail_sampling"] = new(Traces, [
            "decision_wait", "num_traces", "expected_new_traces_per_sec", "decision_cache.sampled_cache_size", "decision_cache.non_sampled_cache_size",
            .. Policy("policies.*"), .. Policy("policies.*.and.and_sub_policy.*")]),
        ["connectors/spanmetrics"] = new(["traces>metrics"], [
            "namespace", "histogram.unit", "histogram.disable", "histogram.explicit.buckets.*", "exemplars.enabled", "exemplars.max_per_data_point", "metrics_flush_interval",
            "metrics_expiration", "aggregation_temporality", "aggregation_cardinality_limit", "resource_metrics_key_attributes.*", "dimensions.*.name", "dimensions.*.default", "exclude_dimensions.*"]),
        ["connectors/servicegraph"] = new(["traces>metrics"], ["latency_histogram_buckets.*", "dimensions.*", "store.max_items", "store.ttl", "database_name_attributes.*", "virtual_node_peer_attributes.*", "virtual_node_extra_label", "metrics_flush_interval"]),
        ["exporters/otlp_grpc"] = new(All, [.. Client, "balancer_name"]),
        ["exporters/otlp_http"] = new(All, [.. Client, "encoding"]),
        ["exporters/loadbalancing"] = new(Traces, ["routing_key", "resolver.dns.hostname", "resolver.dns.port", "resolver.dns.interval", .. Client.Where(option => option != "endpoint").Select(option => $"protocol.otlp.{option}")]),
        ["exporters/azuremonitor"] = new(All, [.. Queue, "connection_string", "spaneventsenabled", "maxbatchsize", "maxbatchinterval"]),
        ["extensions/health_check"] = new([], ["endpoint", "path"]),
        ["extensions/file_storage"] = new([], ["directory", "create_directory", "timeout", "compaction.on_start", "compaction.directory"]),
    }.ToFrozenDictionary();

    /// <summary>Options of <c>service.telemetry</c>.</summary>
    public static readonly FrozenSet<string> Telemetry =
        ["logs.encoding", "logs.level", "metrics.level", "metrics.readers.*.pull.exporter.prometheus.host", "metrics.readers.*.pull.exporter.prometheus.port"];

    private static IEnumerable<string> Policy(string path) => ((string[])[
        "name", "type", "status_code.status_codes.*", "latency.threshold_ms", "latency.upper_threshold_ms", "string_attribute.key", "string_attribute.values.*", "string_attribute.enabled_regex_matching",
        "probabilistic.sampling_percentage", "probabilistic.hash_salt", "rate_limiting.spans_per_second"]).Select(option => $"{path}.{option}");
}
