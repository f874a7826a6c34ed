using k8s.Models;
using OtelShop.Hosting.Kubernetes.Model;
using OtelShop.Hosting.Monitoring.Rules;

namespace OtelShop.Hosting.Kubernetes.Objects;

/// <summary>Everything that one variant of the shop consists of.</summary>
internal static class ShopObjects
{
    public static IReadOnlyList<KubernetesObject> Of(ShopModel shop, Variant variant, ObjectCache cache)
    {
        var list = new ObjectList(variant.Namespace, cache);
        list.Add(Namespace(variant), Labels.Shop);
        PriorityClasses.Add(list);
        Secrets.Add(list, shop, variant);
        new NetworkPolicies(list, shop, variant).Add();
        if (variant.Home is Aspire.Hosting.KubernetesHome.Standalone)
            new BackingObjects(list, shop, variant).Add();
        var workloads = new WorkloadObjects(list, shop, variant);
        foreach (var workload in shop.Workloads)
            workloads.Add(workload);
        new DeliveryObjects(list, shop, variant).Add();
        EntranceObjects.Add(list, shop, variant);
        AddMonitors(list, shop, variant);
        MeshObjects.Add(list, shop, variant);
        new MeshTraffic(list, shop, variant).Add();
        Quotas.Add(list, shop, variant);
        return list.Objects;
    }

    // Pods that are not restricted are refused.
    private static V1Namespace Namespace(Variant variant)
    {
        var labels = Labels.Of(Labels.Shop);
        foreach (var mode in new[] { "audit", "enforce", "warn" })
            labels[$"pod-security.kubernetes.io/{mode}"] = "restricted";
        return new V1Namespace { Metadata = new V1ObjectMeta { Name = variant.Namespace, Labels = labels } };
    }

    private static void AddMonitors(ObjectList list, ShopModel shop, Variant variant)
    {
        foreach (var workload in shop.Workloads.Where(workload => workload.Options.MetricsEndpoint is not null))
        {
            list.Add("monitoring.coreos.com/v1", "ServiceMonitor", workload.Name, new
            {
                selector = new { matchLabels = Labels.Selector(workload.Name) },
                endpoints = new[] { new { port = workload.Options.MetricsEndpoint, path = "/metrics", interval = "30s" } },
            });
        }

        foreach (var backing in variant.Home is Aspire.Hosting.KubernetesHome.Standalone ? shop.Backing : [])
        {
            list.Add("monitoring.coreos.com/v1", "PodMonitor", backing.Name, new
            {
                selector = new { matchLabels = Labels.Selector(backing.Name) },
                podMetricsEndpoints = new[] { new { port = BackingExporters.PortName, interval = "30s" } },
            });
        }

        foreach (var (name, groups) in RuleFiles.OfOperator(MonitoredShopReader.Read(shop)))
            list.Add("monitoring.coreos.com/v1", "PrometheusRule", $"{Labels.Shop}-{name}", new { groups });
    }
}
