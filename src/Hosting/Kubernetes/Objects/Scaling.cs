using System.Globalization;
using Aspire.Hosting;
using k8s.Models;
using OtelShop.Hosting.Kubernetes.Model;

namespace OtelShop.Hosting.Kubernetes.Objects;

/// <summary>Autoscaling: by processor and memory, or for consumers by the lag of their group.</summary>
internal static class Scaling
{
    private const int TargetCpuPercent = 70;
    private const int TargetMemoryPercent = 80;

    public static void Add(ObjectList list, ShopModel shop, Variant variant, Workload workload)
    {
        if (workload.Options.Lag is { } lag)
            AddLag(list, shop, variant, workload, lag);
        else
            list.Add(Autoscaler(variant, workload), workload.Name, workload.Options);
    }

    /// <summary>Fewest and most replicas.</summary>
    public static ReplicaRange RangeOf(Variant variant, Workload workload) => workload.Options.ServesShoppers ? variant.Stage.FrontReplicas : variant.Stage.Replicas;

    /// <summary>What has the number of pods.</summary>
    private static V2CrossVersionObjectReference TargetOf(Variant variant, Workload workload) => DeliveryObjects.IsRollout(workload, variant.Delivery)
        ? new() { ApiVersion = "argoproj.io/v1alpha1", Kind = "Rollout", Name = workload.Name }
        : new() { ApiVersion = "apps/v1", Kind = "Deployment", Name = workload.Name };

    private static V2HorizontalPodAutoscaler Autoscaler(Variant variant, Workload workload) => new()
    {
        Spec = new V2HorizontalPodAutoscalerSpec
        {
            ScaleTargetRef = TargetOf(variant, workload),
            MinReplicas = RangeOf(variant, workload).Min,
            MaxReplicas = RangeOf(variant, workload).Max,
            Metrics = [Metric("cpu", TargetCpuPercent), Metric("memory", TargetMemoryPercent)],
            Behavior = new V2HorizontalPodAutoscalerBehavior { ScaleDown = new V2HPAScalingRules { StabilizationWindowSeconds = 300 } },
        },
    };

    private static V2MetricSpec Metric(string resource, int percent) => new()
    {
        Type = "Resource",
        Resource = new V2ResourceMetricSource { Name = resource, Target = new V2MetricTarget { Type = "Utilization", AverageUtilization = percent } },
    };

    private static void AddLag(ObjectList list, ShopModel shop, Variant variant, Workload workload, KafkaLag lag)
    {
        var isAzure = variant.Home is KubernetesHome.Azure;
        var trigger = new SortedDictionary<string, object>(StringComparer.Ordinal)
        {
            ["name"] = lag.Topic,
            ["type"] = isAzure ? "prometheus" : "kafka",
            ["metadata"] = isAzure ? FromPrometheus(Slo.PrometheusOf(shop), lag) : FromBroker(variant, workload.Backing.OfType<KafkaService>().Single(), lag),
        };
        var range = RangeOf(variant, workload);
        var target = TargetOf(variant, workload);
        list.Add("keda.sh/v1alpha1", "ScaledObject", workload.Name, new
        {
            scaleTargetRef = new { apiVersion = target.ApiVersion, kind = target.Kind, name = target.Name },
            minReplicaCount = range.Min,
            maxReplicaCount = range.Max,
            cooldownPeriod = 300,
            triggers = new[] { trigger },
        });
    }

    private static SortedDictionary<string, string> FromBroker(Variant variant, KafkaService broker, KafkaLag lag) => new(StringComparer.Ordinal)
    {
        ["bootstrapServers"] = $"{broker.Name}.{variant.Namespace}:{broker.Port}",
        ["consumerGroup"] = lag.ConsumerGroup,
        ["topic"] = lag.Topic,
        ["lagThreshold"] = lag.Messages.ToString(CultureInfo.InvariantCulture),
        ["offsetResetPolicy"] = "earliest",
    };

    // KEDA's Kafka scaler cannot sign in to Event Hubs with an identity. Consumers measure their own lag.
    private static SortedDictionary<string, string> FromPrometheus(string url, KafkaLag lag) => new(StringComparer.Ordinal)
    {
        ["serverAddress"] = url,
        ["query"] = $"sum(messaging_kafka_consumer_lag{{messaging_consumer_group_name=\"{lag.ConsumerGroup}\",messaging_destination_name=\"{lag.Topic}\"}})",
        ["threshold"] = lag.Messages.ToString(CultureInfo.InvariantCulture),
        // A missing series is no lag of zero: the number of replicas stays.
        ["ignoreNullValues"] = "false",
    };
}
