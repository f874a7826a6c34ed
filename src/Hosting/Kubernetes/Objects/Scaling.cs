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

    public static void Add(ObjectList list, Variant variant, Workload workload)
    {
        if (workload.Options.Lag is { } lag)
            AddLag(list, variant, workload, lag);
        else
            list.Add(Autoscaler(variant, workload), workload.Name, workload.Options);
    }

    /// <summary>Fewest and most replicas.</summary>
    public static ReplicaRange RangeOf(Variant variant, Workload workload) => workload.Options.ServesShoppers ? variant.Stage.FrontReplicas : variant.Stage.Replicas;

    private static V2HorizontalPodAutoscaler Autoscaler(Variant variant, Workload workload) => new()
    {
        Spec = new V2HorizontalPodAutoscalerSpec
        {
            ScaleTargetRef = new V2CrossVersionObjectReference { ApiVersion = "apps/v1", Kind = "Deployment", Name = workload.Name },
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

    private static void AddLag(ObjectList list, Variant variant, Workload workload, KafkaLag lag)
    {
        var broker = workload.Backing.OfType<KafkaService>().Single();
        var address = broker.Config(variant.Stage, variant.Home);
        var isAzure = variant.Home is KubernetesHome.Azure;
        var host = isAzure ? address[broker.HostVariable] : $"{broker.Name}.{variant.Namespace}";
        var metadata = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["bootstrapServers"] = $"{host}:{address[broker.PortVariable]}",
            ["consumerGroup"] = lag.ConsumerGroup,
            ["topic"] = lag.Topic,
            ["lagThreshold"] = lag.Messages.ToString(CultureInfo.InvariantCulture),
            ["offsetResetPolicy"] = "earliest",
        };
        if (isAzure)
            (metadata["sasl"], metadata["tls"]) = ("plaintext", "enable");
        var trigger = new SortedDictionary<string, object>(StringComparer.Ordinal) { ["name"] = lag.Topic, ["type"] = "kafka", ["metadata"] = metadata };
        if (isAzure)
            trigger["authenticationRef"] = new { name = workload.Name };
        var range = RangeOf(variant, workload);
        list.Add("keda.sh/v1alpha1", "ScaledObject", workload.Name, new
        {
            scaleTargetRef = new { apiVersion = "apps/v1", kind = "Deployment", name = workload.Name },
            minReplicaCount = range.Min,
            maxReplicaCount = range.Max,
            cooldownPeriod = 300,
            triggers = new[] { trigger },
        });
        if (isAzure)
            AddAuthentication(list, workload, broker);
    }

    private static void AddAuthentication(ObjectList list, Workload workload, KafkaService broker) =>
        list.Add("keda.sh/v1alpha1", "TriggerAuthentication", workload.Name, new
        {
            configMapTargetRef = new[] { new { parameter = "username", name = workload.Name, key = KafkaService.UserVariable } },
            secretTargetRef = new[] { new { parameter = "password", name = broker.AzureSecret, key = Secrets.Key } },
        });
}
