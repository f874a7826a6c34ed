using OtelShop.Hosting.Kubernetes.Model;

namespace OtelShop.Hosting.Kubernetes.Collector;

/// <summary>Configuration of the collector on every node: receives what pods send, adds what the node knows, and hands everything to the gateway.</summary>
internal static class AgentConfig
{
    /// <param name="shop">The shop: its services send their logs themselves, so that their console is not read.</param>
    public static string Of(ShopModel shop) => $$"""
        {{Receivers(shop)}}
        {{Processors}}
        exporters:
          # Tail sampling needs all spans of a trace in one gateway.
          loadbalancing:
            routing_key: traceID
            protocol:
              otlp:
                tls:
                  insecure: true
                sending_queue:
                  queue_size: 2000
            resolver:
              dns:
                hostname: {{CollectorNames.GatewayAddress}}
                port: {{CollectorNames.OtlpPort}}
          otlp_grpc/gateway:
            endpoint: dns:///{{CollectorNames.GatewayAddress}}:{{CollectorNames.OtlpPort}}
            balancer_name: round_robin
            tls:
              insecure: true
            sending_queue:
              storage: file_storage
            retry_on_failure:
              max_elapsed_time: 30m
        {{CollectorNames.Extensions}}
        service:
          extensions: [health_check, file_storage]
          pipelines:
            traces:
              receivers: [otlp]
              processors: [memory_limiter, k8sattributes, batch]
              exporters: [loadbalancing]
            metrics:
              receivers: [otlp]
              processors: [memory_limiter, k8sattributes, batch]
              exporters: [otlp_grpc/gateway]
            logs:
              receivers: [otlp]
              processors: [memory_limiter, k8sattributes, batch]
              exporters: [otlp_grpc/gateway]
            metrics/node:
              receivers: [hostmetrics, kubeletstats]
              processors: [memory_limiter, resourcedetection, resource/node, k8sattributes, batch]
              exporters: [otlp_grpc/gateway]
            logs/node:
              receivers: [filelog]
              processors: [memory_limiter, resourcedetection, resource/node, k8sattributes, batch]
              exporters: [otlp_grpc/gateway]
        {{CollectorNames.Telemetry}}
        """;

    private const string Processors = """
        processors:
          memory_limiter:
            check_interval: 1s
            limit_percentage: 80
            spike_limit_percentage: 20
          # By attributes of the resource alone: spans of browsers arrive on connections of the shop's proxy, whose pod they do not describe.
          k8sattributes:
            auth_type: serviceAccount
            filter:
              node_from_env_var: NODE_NAME
            extract:
              metadata:
                - k8s.namespace.name
                - k8s.pod.name
                - k8s.pod.uid
                - k8s.pod.start_time
                - k8s.node.name
                - k8s.deployment.name
                - k8s.statefulset.name
                - k8s.daemonset.name
                - k8s.job.name
                - k8s.cronjob.name
            pod_association:
              - sources:
                  - from: resource_attribute
                    name: k8s.pod.uid
              - sources:
                  - from: resource_attribute
                    name: k8s.pod.name
                  - from: resource_attribute
                    name: k8s.namespace.name
          resourcedetection:
            detectors: [aks, azure]
            timeout: 2s
            override: false
          resource/node:
            attributes:
              - key: k8s.node.name
                value: ${env:NODE_NAME}
                action: insert
          batch:
            send_batch_size: 2048
            send_batch_max_size: 4096
            timeout: 1s
        """;

    private static string Receivers(ShopModel shop) => $$"""
        receivers:
          otlp:
            protocols:
              grpc:
                endpoint: ${env:POD_IP}:{{CollectorNames.OtlpPort}}
              http:
                endpoint: ${env:POD_IP}:{{CollectorNames.OtlpHttpPort}}
          hostmetrics:
            root_path: /hostfs
            collection_interval: 30s
            scrapers:
              cpu:
              load:
              memory:
              disk:
          kubeletstats:
            auth_type: serviceAccount
            endpoint: https://${env:NODE_IP}:10250
            # Kubelets of AKS sign their certificates themselves.
            insecure_skip_verify: true
            collection_interval: 30s
            metric_groups: [node, pod, container]
          # Consoles of pods that send no logs: databases, controllers, gateways.
          filelog:
            include: [/var/log/pods/*/*/*.log]
            exclude:
              - /var/log/pods/{{CollectorNames.AgentNamespace}}_*/*/*.log
              - /var/log/pods/{{CollectorNames.GatewayNamespace}}_*/*/*.log
        {{string.Concat(shop.Workloads.Where(workload => workload.PublicImage is null).Select(workload => $"      - /var/log/pods/*_{workload.Name}-*/*/*.log\n"))}}    start_at: end
            include_file_path: true
            include_file_name: false
            storage: file_storage
            retry_on_failure:
              enabled: true
            operators:
              - type: container
        """;
}
