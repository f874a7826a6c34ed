using OtelShop.Hosting.Kubernetes.Objects;

namespace OtelShop.Hosting.Kubernetes.Collector;

/// <summary>Names, ports and parts that agent and gateway share.</summary>
internal static class CollectorNames
{
    /// <summary>Image of the collector. The distribution with Azure Monitor's exporter is this one alone.</summary>
    public const string Image = "docker.io/otel/opentelemetry-collector-contrib:0.147.0";

    /// <summary>Namespace of the agents, which read logs and figures of the node.</summary>
    public const string AgentNamespace = "observability";

    /// <summary>Namespace of the gateways, whose pods are restricted.</summary>
    public const string GatewayNamespace = "observability-gateway";

    public const string Agent = NetworkPolicies.Collector;
    public const string Gateway = "otel-gateway";

    /// <summary>Resolves to the pods: a trace and a connection belong to one of them.</summary>
    public const string GatewayAddress = $"{Gateway}.{GatewayNamespace}.svc.cluster.local";

    public const int OtlpPort = NetworkPolicies.OtlpPort;
    public const int OtlpHttpPort = NetworkPolicies.OtlpHttpPort;
    public const int MetricsPort = 8888;
    public const int HealthPort = 13133;

    /// <summary>Where queues and positions in log files survive a restart.</summary>
    public const string QueueFolder = "/var/lib/otelcol";

    public const string Extensions = """
        extensions:
          health_check:
            endpoint: ${env:POD_IP}:13133
          file_storage:
            directory: /var/lib/otelcol
            create_directory: false
        """;

    /// <summary>The collector's own metrics, which Prometheus scrapes.</summary>
    public const string Telemetry = """
          telemetry:
            logs:
              encoding: json
            metrics:
              readers:
                - pull:
                    exporter:
                      prometheus:
                        host: ${env:POD_IP}
                        port: 8888

        """;
}
