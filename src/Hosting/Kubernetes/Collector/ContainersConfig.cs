namespace OtelShop.Hosting.Kubernetes.Collector;

/// <summary>Configurations of the containers that <c>--backing containers</c> starts on a developer's machine.</summary>
internal static class ContainersConfig
{
    /// <summary>Keeps everything: Tempo and Jaeger have the traces, Prometheus the metrics, Loki the logs, and the Aspire dashboard all of it.</summary>
    public const string Collector = $$"""
        receivers:
          otlp:
            protocols:
              grpc:
                endpoint: 0.0.0.0:4317
              http:
                endpoint: 0.0.0.0:4318
        processors:
          memory_limiter:
            check_interval: 1s
            limit_mib: 512
            spike_limit_mib: 128
          resource/spans:
            attributes:
              - key: service.instance.id
                value: otel-collector
                action: upsert
          batch:
            timeout: 200ms
        {{GatewayConfig.Connectors}}
        exporters:
          otlp_grpc/aspire:
            endpoint: ${env:OTEL_EXPORTER_OTLP_ENDPOINT}
            headers:
              x-otlp-api-key: ${env:ASPIRE_API_KEY}
            tls:
              insecure: true
          otlp_grpc/jaeger:
            endpoint: ${env:JAEGER_ENDPOINT}
            tls:
              insecure: true
          otlp_grpc/tempo:
            endpoint: ${env:TEMPO_ENDPOINT}
            tls:
              insecure: true
          otlp_http/prometheus:
            endpoint: ${env:PROMETHEUS_ENDPOINT}/api/v1/otlp
          otlp_http/loki:
            endpoint: ${env:LOKI_ENDPOINT}/otlp
        extensions:
          health_check:
            endpoint: 0.0.0.0:13133
        service:
          extensions: [health_check]
          pipelines:
            traces:
              receivers: [otlp]
              processors: [memory_limiter, batch]
              exporters: [otlp_grpc/tempo, otlp_grpc/jaeger, otlp_grpc/aspire]
            traces/metrics:
              receivers: [otlp]
              processors: [memory_limiter]
              exporters: [spanmetrics, servicegraph]
            metrics:
              receivers: [otlp]
              processors: [memory_limiter, batch]
              exporters: [otlp_http/prometheus, otlp_grpc/aspire]
            metrics/spans:
              receivers: [spanmetrics, servicegraph]
              processors: [memory_limiter, resource/spans, batch]
              exporters: [otlp_http/prometheus]
            logs:
              receivers: [otlp]
              processors: [memory_limiter, batch]
              exporters: [otlp_http/loki, otlp_grpc/aspire]
          telemetry:
            metrics:
              readers:
                - pull:
                    exporter:
                      prometheus:
                        host: 0.0.0.0
                        port: 8888

        """;

    /// <summary>Merged over the other where a vendor is named.</summary>
    public const string Vendor = $$"""
        exporters:
          otlp_http/vendor:
            endpoint: ${env:{{GatewayConfig.VendorEndpoint}}}
            headers: ${env:{{GatewayConfig.VendorHeaders}}}
        service:
          pipelines:
            traces:
              exporters: [otlp_grpc/tempo, otlp_grpc/jaeger, otlp_grpc/aspire, otlp_http/vendor]
            metrics:
              exporters: [otlp_http/prometheus, otlp_grpc/aspire, otlp_http/vendor]
            logs:
              exporters: [otlp_http/loki, otlp_grpc/aspire, otlp_http/vendor]

        """;

    /// <summary>Traces of this run, in the container.</summary>
    public const string Tempo = """
        server:
          http_listen_port: 3200
        distributor:
          receivers:
            otlp:
              protocols:
                grpc:
                  endpoint: 0.0.0.0:4317
        storage:
          trace:
            backend: local
            local:
              path: /var/tempo/blocks
            wal:
              path: /var/tempo/wal
        usage_report:
          reporting_enabled: false

        """;

    /// <summary>Logs of this run, in the container. Attributes of OTLP need this schema.</summary>
    public const string Loki = """
        auth_enabled: false
        server:
          http_listen_port: 3100
        common:
          path_prefix: /loki
          replication_factor: 1
          ring:
            instance_addr: 127.0.0.1
            kvstore:
              store: inmemory
          storage:
            filesystem:
              chunks_directory: /loki/chunks
              rules_directory: /loki/rules
        schema_config:
          configs:
            - from: "2026-01-01"
              store: tsdb
              object_store: filesystem
              schema: v13
              index:
                prefix: index_
                period: 24h
        analytics:
          reporting_enabled: false

        """;

    /// <summary>The rules have shortened windows, so that an alert fires within about a minute.</summary>
    public const string Prometheus = """
        global:
          scrape_interval: 5s
          evaluation_interval: 5s
          external_labels:
            grafana_url: http://localhost:3000
        rule_files:
          - /etc/prometheus/rules/demo/*.yaml
        otlp:
          promote_resource_attributes:
            - service.name
            - service.version
            - deployment.environment.name
        storage:
          tsdb:
            out_of_order_time_window: 30m
        scrape_configs:
          - job_name: otel-collector
            static_configs:
              - targets: ["otel-collector:8888"]

        """;
}
