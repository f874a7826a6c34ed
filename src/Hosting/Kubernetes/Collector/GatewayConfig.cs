using System.Globalization;
using Aspire.Hosting;
using OtelShop.Hosting.Kubernetes.Model;
using OtelShop.Hosting.Kubernetes.Objects;
using OtelShop.Hosting.Monitoring;

namespace OtelShop.Hosting.Kubernetes.Collector;

/// <summary>Configuration of the gateways of a stage: sampling of whole traces, metrics from spans, and exporters.</summary>
internal sealed class GatewayConfig(ShopModel shop, KubernetesStage stage)
{
    /// <summary>Variable with the address of a vendor's OTLP over HTTP. Nothing goes to a vendor without it.</summary>
    public const string VendorEndpoint = "OTEL_VENDOR_ENDPOINT";

    /// <summary>Variable with headers for the vendor, as a map in YAML or JSON.</summary>
    public const string VendorHeaders = "OTEL_VENDOR_HEADERS";

    public const string AzureConnectionString = "APPLICATIONINSIGHTS_CONNECTION_STRING";

    private const string Vendor = "otlp_http/vendor";
    private const string Prometheus = "otlp_http/prometheus";

    private bool IsAzure => stage.Home is KubernetesHome.Azure;

    private string Traces => stage.Telemetry.Traces is TraceBackend.Jaeger ? "otlp_grpc/jaeger" : "otlp_grpc/tempo";

    /// <summary>Exporters by pipeline. Azure Monitor computes its own metrics of requests.</summary>
    private Dictionary<string, string[]> Exporters => new()
    {
        ["traces"] = IsAzure ? [Traces, "azuremonitor"] : [Traces],
        ["metrics"] = IsAzure ? [Prometheus, "azuremonitor"] : [Prometheus],
        ["metrics/spans"] = [Prometheus],
        ["logs"] = IsAzure ? ["otlp_http/loki", "azuremonitor"] : ["otlp_http/loki"],
    };

    public string Text => $$"""
        receivers:
          otlp:
            protocols:
              grpc:
                endpoint: ${env:POD_IP}:{{CollectorNames.OtlpPort}}
        {{Processors}}
        {{Connectors}}
        {{ExporterList}}
        {{CollectorNames.Extensions}}
        service:
          extensions: [health_check, file_storage]
          pipelines:
            traces:
              receivers: [otlp]
              processors: [memory_limiter, resource/stage, transform/previews, tail_sampling, batch]
              exporters: {{List("traces")}}
            # All spans, before sampling.
            traces/metrics:
              receivers: [otlp]
              processors: [memory_limiter, resource/stage, transform/previews]
              exporters: [spanmetrics, servicegraph]
            metrics:
              receivers: [otlp]
              processors: [memory_limiter, resource/stage, transform/previews, batch]
              exporters: {{List("metrics")}}
            metrics/spans:
              receivers: [spanmetrics, servicegraph]
              processors: [memory_limiter, transform/spans, batch]
              exporters: {{List("metrics/spans")}}
            logs:
              receivers: [otlp]
              processors: [memory_limiter, resource/stage, transform/previews, batch]
              exporters: {{List("logs")}}
        {{CollectorNames.Telemetry}}
        """;

    /// <summary>A second configuration, merged over the first where a vendor is named. Lists are replaced, not merged.</summary>
    public string VendorText => $$"""
        exporters:
          {{Vendor}}:
            endpoint: ${env:{{VendorEndpoint}}}
            headers: ${env:{{VendorHeaders}}}
            sending_queue:
              storage: file_storage
        service:
          pipelines:
        {{string.Concat(Exporters.Where(entry => entry.Key != "metrics/spans").Select(entry => $"    {entry.Key}:\n      exporters: [{string.Join(", ", entry.Value.Append(Vendor))}]\n"))}}
        """.TrimEnd() + "\n";

    private string List(string pipeline) => $"[{string.Join(", ", Exporters[pipeline])}]";

    private string ExporterList
    {
        get
        {
            var @namespace = shop.Environment.PrometheusNamespace;
            var service = stage.Telemetry.Traces is TraceBackend.Jaeger ? "jaeger" : "tempo";
            return $$"""
                exporters:
                  {{Traces}}:
                    endpoint: {{service}}.{{@namespace}}:4317
                    tls:
                      insecure: true
                    sending_queue:
                      storage: file_storage
                  {{Prometheus}}:
                    endpoint: http://prometheus-operated.{{@namespace}}:9090/api/v1/otlp
                    sending_queue:
                      storage: file_storage
                  otlp_http/loki:
                    endpoint: http://loki.{{@namespace}}:3100/otlp
                    sending_queue:
                      storage: file_storage
                """ + (IsAzure ? "\n" + Azure : "");
        }
    }

    private const string Azure = $$"""
          azuremonitor:
            connection_string: ${env:{{AzureConnectionString}}}
            spaneventsenabled: true
            sending_queue:
              enabled: true
              storage: file_storage
        """;

    private string Processors => $$"""
        processors:
          memory_limiter:
            check_interval: 1s
            limit_percentage: 80
            spike_limit_percentage: 20
          resource/stage:
            attributes:
              - key: deployment.environment.name
                value: {{stage.Name}}
                action: insert
          # The shop of a pull request is another shop: rules and dashboards read the jobs of this one alone.
          transform/previews:
            error_mode: ignore
        {{string.Concat(Signals.Select(signal => $"    {signal}_statements:\n      - context: resource\n        statements:\n          - {OfPreviews}\n"))}}{{Sampling}}
          # Each gateway counts its own traces: without its name two of them would write one series.
          transform/spans:
            error_mode: ignore
            metric_statements:
              - context: resource
                statements:
                  - keep_keys(resource.attributes, ["service.name", "service.namespace", "service.version", "deployment.environment.name"])
                  - set(resource.attributes["service.instance.id"], "${env:POD_NAME}")
                  - set(resource.attributes["service.name"], "otel-gateway") where resource.attributes["service.name"] == nil
          batch:
            send_batch_size: 4096
            send_batch_max_size: 8192
            timeout: 2s
        """;

    private static readonly string[] Signals = ["trace", "metric", "log"];

    // Two dollar signs are one: the collector replaces variables.
    private static readonly string OfPreviews = "set(resource.attributes[\"service.namespace\"], resource.attributes[\"k8s.namespace.name\"]) "
        + $"where resource.attributes[\"service.namespace\"] == \"{Labels.Shop}\" and IsMatch(resource.attributes[\"k8s.namespace.name\"], \"^{Previews.Namespaces}$$\")";

    private string Sampling => $$"""
          # A trace is kept when one policy keeps it.
          tail_sampling:
            decision_wait: 10s
            num_traces: {{stage.Telemetry.BufferedTraces.ToString(CultureInfo.InvariantCulture)}}
            decision_cache:
              sampled_cache_size: 100000
              non_sampled_cache_size: 100000
            policies:
              - name: errors
                type: status_code
                status_code:
                  status_codes: [ERROR]
              - name: slow
                type: latency
                latency:
                  threshold_ms: 1000
              - name: synthetic
                type: string_attribute
                string_attribute:
                  key: user_agent.original
                  values: [{{SmokeTest.UserAgent}}]
              - name: browsers
                type: and
                and:
                  and_sub_policy:
                    - name: of-browsers
                      type: string_attribute
                      string_attribute:
                        key: service.name
                        values: [frontend-web]
                    - name: share
                      type: probabilistic
                      probabilistic:
                        sampling_percentage: {{stage.Telemetry.BrowserTraces.ToString(CultureInfo.InvariantCulture)}}
              - name: rest
                type: probabilistic
                probabilistic:
                  sampling_percentage: {{stage.Telemetry.OtherTraces.ToString(CultureInfo.InvariantCulture)}}
        """;

    internal const string Connectors = """
        connectors:
          spanmetrics:
            namespace: traces.span.metrics
            histogram:
              unit: s
              explicit:
                buckets: [5ms, 10ms, 25ms, 50ms, 75ms, 100ms, 250ms, 500ms, 750ms, 1s, 2500ms, 5s, 7500ms, 10s]
            exemplars:
              enabled: true
              max_per_data_point: 5
            metrics_flush_interval: 15s
            metrics_expiration: 15m
            aggregation_cardinality_limit: 20000
            # Pods come and go; the counters of a service stay.
            resource_metrics_key_attributes: [service.name, service.namespace, service.version, deployment.environment.name]
          servicegraph:
            latency_histogram_buckets: [5ms, 10ms, 25ms, 50ms, 75ms, 100ms, 250ms, 500ms, 750ms, 1s, 2500ms, 5s, 7500ms, 10s]
            store:
              max_items: 20000
              ttl: 10s
            # Labels client_service_namespace and server_service_namespace: calls of previews are not those of this shop.
            dimensions: [service.namespace]
            database_name_attributes: [db.namespace, db.system.name]
            virtual_node_peer_attributes: [db.namespace, messaging.destination.name, server.address]
            metrics_flush_interval: 15s
        """;
}
