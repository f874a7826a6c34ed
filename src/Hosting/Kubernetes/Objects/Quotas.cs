using System.Globalization;
using System.Text.Json.Nodes;
using Aspire.Hosting;
using k8s.Models;
using OtelShop.Hosting.Kubernetes.Model;

namespace OtelShop.Hosting.Kubernetes.Objects;

/// <summary>
/// What the namespace may take: every pod at its autoscaler's maximum while all services are replaced at once, with a sidecar each, and jobs beside them. A
/// mistake in one namespace cannot take the nodes of others.
/// </summary>
internal static class Quotas
{
    // Smoke tests, Helm's test and a restore test.
    private const int Jobs = 5;

    private const decimal Gibibyte = 1L << 30;

    // What a container without figures of its own gets: the sidecar of a mesh, or a job.
    private static readonly V1ResourceRequirements Default = PodDefaults.Resources("50m", "500m", "64Mi", "128Mi");

    /// <summary>Adds the quota, which depends on stage and home alone, and limits of single containers and claims.</summary>
    /// <param name="list">All workloads of the variant.</param>
    /// <param name="shop">The shop.</param>
    /// <param name="variant">The variant.</param>
    public static void Add(ObjectList list, ShopModel shop, Variant variant)
    {
        var pods = list.Objects.Where(target => target.Kind is "Deployment" or "StatefulSet").Select(target => (Container: ContainerOf(target), Count: PeakOf(shop, variant.Stage, target.Name))).ToList();
        var count = pods.Sum(pod => pod.Count) + Jobs;
        decimal Total(string kind, string resource) =>
            pods.Sum(pod => pod.Count * new ResourceQuantity((string)pod.Container["resources"]![kind]![resource]!).ToDecimal()) + (count * (kind == "limits" ? Default.Limits : Default.Requests)[resource].ToDecimal());
        list.Add(
            new V1ResourceQuota
            {
                Spec = new V1ResourceQuotaSpec
                {
                    Hard = new Dictionary<string, ResourceQuantity>
                    {
                        ["limits.cpu"] = Whole(Total("limits", "cpu")),
                        ["limits.memory"] = Whole(Total("limits", "memory") / Gibibyte, "Gi"),
                        ["persistentvolumeclaims"] = Whole(10),
                        ["pods"] = Whole(count),
                        ["requests.cpu"] = Whole(Total("requests", "cpu")),
                        ["requests.memory"] = Whole(Total("requests", "memory") / Gibibyte, "Gi"),
                        // The gateway is the only entrance.
                        ["services.loadbalancers"] = Whole(0),
                        ["services.nodeports"] = Whole(0),
                    },
                },
            },
            Labels.Shop);
        list.Add(
            new V1LimitRange
            {
                Spec = new V1LimitRangeSpec
                {
                    Limits =
                    [
                        new V1LimitRangeItem { Type = "Container", DefaultProperty = Default.Limits, DefaultRequest = Default.Requests, Max = PodDefaults.Resources("1", "2", "1Gi", "1Gi").Limits },
                        new V1LimitRangeItem { Type = "PersistentVolumeClaim", Max = new Dictionary<string, ResourceQuantity> { ["storage"] = new("20Gi") } },
                    ],
                },
            },
            Labels.Shop);
    }

    // As the stage takes over new versions; a canary and a rolling update add one pod.
    private static int PeakOf(ShopModel shop, KubernetesStage stage, string name)
    {
        if (shop.Workloads.FirstOrDefault(workload => workload.Name == name) is not { IsStateful: false } workload)
            return 1;
        if (workload.PublicImage is { Replicas: var replicas })
            return replicas + 1;
        var maximum = (workload.Options.ServesShoppers ? stage.FrontReplicas : stage.Replicas).Max;
        // Active, new, and those that are kept for a day.
        return DeliveryObjects.IsBlueGreen(workload, stage.Delivery) ? 3 * maximum : maximum + 1;
    }

    private static JsonNode ContainerOf(KubernetesObject target) => target.Json["spec"]!["template"]!["spec"]!["containers"]![0]!;

    private static ResourceQuantity Whole(decimal value, string unit = "") => new(Math.Ceiling(value).ToString(CultureInfo.InvariantCulture) + unit);
}
