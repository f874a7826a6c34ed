using System.Globalization;
using Aspire.Hosting;
using k8s.Models;
using OtelShop.Hosting.Kubernetes.Model;

namespace OtelShop.Hosting.Kubernetes.Objects;

/// <summary>
/// Autoscaling: by processor and memory, or for consumers by the lag of their group. Where a stage has working hours KEDA scales by processor, memory and
/// the clock, because two autoscalers of one workload would undo each other's work.
/// </summary>
internal static class Scaling
{
    private const int TargetCpuPercent = 70;
    private const int TargetMemoryPercent = 80;

    public static void Add(ObjectList list, ShopModel shop, Variant variant, Workload workload)
    {
        if (workload.Options.Lag is { } lag)
            AddLag(list, shop, variant, workload, lag);
        else if (variant.Stage.Hours is { } hours)
            AddHours(list, variant, workload, hours);
        else
            list.Add(Autoscaler(variant, workload), workload.Name, workload.Options);
    }

    /// <summary>Fewest and most replicas.</summary>
    public static ReplicaRange RangeOf(Variant variant, Workload workload) => workload.Options.ServesShoppers ? variant.Stage.FrontReplicas : variant.Stage.Replicas;

    /// <summary>What has the number of pods.</summary>
    public static V2CrossVersionObjectReference TargetOf(Variant variant, Workload workload) => DeliveryObjects.IsRollout(workload, variant.Delivery)
        ? new() { ApiVersion = "argoproj.io/v1alpha1", Kind = "Rollout", Name = workload.Name }
        : new() { ApiVersion = "apps/v1", Kind = "Deployment", Name = workload.Name };

    /// <summary>The API and kind of what scales a workload by load.</summary>
    public static (string Api, string Kind) AutoscalerOf(KubernetesStage stage) => stage.Hours is null ? ("autoscaling/v2", "HorizontalPodAutoscaler") : ("keda.sh/v1alpha1", "ScaledObject");

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

    // KEDA takes the most that a trigger asks for.
    private static void AddHours(ObjectList list, Variant variant, Workload workload, WorkingHours hours)
    {
        var range = RangeOf(variant, workload);
        AddScaledObject(list, variant, workload, new ReplicaRange(1, range.Max), [Utilization("cpu", TargetCpuPercent), Utilization("memory", TargetMemoryPercent), Trigger("working-hours", "cron", new(StringComparer.Ordinal)
        {
            ["timezone"] = "Etc/UTC",
            ["start"] = hours.Start,
            ["end"] = hours.End,
            ["desiredReplicas"] = range.Min.ToString(CultureInfo.InvariantCulture),
        })]);
    }

    private static SortedDictionary<string, object> Utilization(string resource, int percent)
    {
        var trigger = Trigger(resource, resource, new(StringComparer.Ordinal) { ["value"] = percent.ToString(CultureInfo.InvariantCulture) });
        trigger["metricType"] = "Utilization";
        return trigger;
    }

    private static SortedDictionary<string, object> Trigger(string name, string type, SortedDictionary<string, string> metadata) =>
        new(StringComparer.Ordinal) { ["name"] = name, ["type"] = type, ["metadata"] = metadata };

    private static void AddLag(ObjectList list, ShopModel shop, Variant variant, Workload workload, KafkaLag lag)
    {
        var isAzure = variant.Home is KubernetesHome.Azure;
        var trigger = isAzure
            ? Trigger(lag.Topic, "prometheus", FromPrometheus(Slo.PrometheusOf(shop), workload.Name, lag))
            : Trigger(lag.Topic, "kafka", FromBroker(variant, workload.Backing.OfType<KafkaService>().Single(), lag));
        AddScaledObject(list, variant, workload, RangeOf(variant, workload), [trigger]);
    }

    private static void AddScaledObject(ObjectList list, Variant variant, Workload workload, ReplicaRange range, SortedDictionary<string, object>[] triggers)
    {
        var target = TargetOf(variant, workload);
        list.Add("keda.sh/v1alpha1", "ScaledObject", workload.Name, new
        {
            scaleTargetRef = new { apiVersion = target.ApiVersion, kind = target.Kind, name = target.Name },
            minReplicaCount = range.Min,
            maxReplicaCount = range.Max,
            cooldownPeriod = 300,
            triggers,
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
    private static SortedDictionary<string, string> FromPrometheus(string url, string consumer, KafkaLag lag) => new(StringComparer.Ordinal)
    {
        ["serverAddress"] = url,
        ["query"] = $"sum(messaging_kafka_consumer_lag{{job=\"{Labels.Shop}/{consumer}\",messaging_consumer_group_name=\"{lag.ConsumerGroup}\",messaging_destination_name=\"{lag.Topic}\"}})",
        ["threshold"] = lag.Messages.ToString(CultureInfo.InvariantCulture),
        // A missing series is no lag of zero: the number of replicas stays.
        ["ignoreNullValues"] = "false",
    };
}
