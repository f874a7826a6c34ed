using OtelShop.Hosting.Monitoring.Dashboards.Grafana;
using static OtelShop.Hosting.Monitoring.Dashboards.Grafana.Panel;

namespace OtelShop.Hosting.Monitoring.Dashboards;

/// <summary>What the cluster costs, by OpenCost, and which requested resources lie idle.</summary>
internal static class CostDashboard
{
    public const string Name = "cost";

    private const string OfNamespace = "namespace=~\"$namespace\"";
    private const int HoursOfMonth = 730;
    private const string Gibibyte = "1024 / 1024 / 1024";

    public static Dashboard Of(MonitoredShop shop) => new(Name, "Cost", "Prices of nodes and volumes by OpenCost, shared out by what pods request.", Prices(), Allocation(), Idle())
    {
        Variables = [Shared.Namespace],
        Annotations = Shared.Changes(shop),
        Links = [new("Infrastructure", InfrastructureDashboard.Name)],
        From = "now-7d",
    };

    private static Section Prices() => new("Prices", Line.OfValues(
        Value("Nodes a month", "At today's prices and nodes, for 730 hours.", Units.Dollars, $"sum(node_total_hourly_cost) * {HoursOfMonth}"),
        Value("Volumes a month", "Claimed volumes, used or not.", Units.Dollars, $"sum(pv_hourly_cost * on (persistentvolume) group_left () (kube_persistentvolume_capacity_bytes / {Gibibyte})) * {HoursOfMonth}"),
        Value("Load balancers a month", "One for each public address.", Units.Dollars, $"sum(kubecost_load_balancer_cost) * {HoursOfMonth}"),
        Value("Idle CPU", "Requested but not used.", Units.Ratio, Unused("cpu")).Limits(0.5, 0.8),
        Value("Idle memory", "Requested but not used.", Units.Ratio, Unused("memory")).Limits(0.5, 0.8)));

    private static Section Allocation() => new("Allocation",
        Line.Of(
            Stack("CPU a month by namespace", "Requested processors by the price of their node.", Units.Dollars,
                new PromQuery($"sum by (namespace) (kube_pod_container_resource_requests{{{OfNamespace},resource=\"cpu\"}} * on (node) group_left () max by (node) (node_cpu_hourly_cost)) * {HoursOfMonth}", "{{namespace}}")),
            Stack("Memory a month by namespace", "Requested memory by the price of its node.", Units.Dollars,
                new PromQuery($"sum by (namespace) (kube_pod_container_resource_requests{{{OfNamespace},resource=\"memory\"}} / {Gibibyte} * on (node) group_left () max by (node) (node_ram_hourly_cost)) * {HoursOfMonth}", "{{namespace}}"))),
        Line.OfLists(
            Bars("CPU a month by pod", "The twenty dearest.", Units.Dollars,
                $"topk(20, sum by (pod) (kube_pod_container_resource_requests{{{OfNamespace},resource=\"cpu\"}} * on (node) group_left () max by (node) (node_cpu_hourly_cost)) * {HoursOfMonth})", "{{pod}}"),
            Bars("Nodes a month", "Each node, by its type.", Units.Dollars, $"sum by (node, instance_type) (node_total_hourly_cost) * {HoursOfMonth}", "{{node}} {{instance_type}}")));

    private static Section Idle() => new("Requested and used",
        Line.Of(
            Graph("CPU", "In processors.", Units.Count,
                new PromQuery($"sum by (namespace) (kube_pod_container_resource_requests{{{OfNamespace},resource=\"cpu\"}})", "{{namespace}} requested"),
                new PromQuery($"sum by (namespace) (rate(container_cpu_usage_seconds_total{{{OfNamespace},container!=\"\"}}[{PromQl.Window}]))", "{{namespace}} used")),
            Graph("Memory", "Working set.", Units.Bytes,
                new PromQuery($"sum by (namespace) (kube_pod_container_resource_requests{{{OfNamespace},resource=\"memory\"}})", "{{namespace}} requested"),
                new PromQuery($"sum by (namespace) (container_memory_working_set_bytes{{{OfNamespace},container!=\"\"}})", "{{namespace}} used"))),
        Line.OfLists(
            Bars("Most idle CPU", "Requested processors that a pod did not use within a day: candidates for right-sizing.", Units.Count,
                $"topk(20, sum by (pod) (kube_pod_container_resource_requests{{{OfNamespace},resource=\"cpu\"}}) - sum by (pod) (rate(container_cpu_usage_seconds_total{{{OfNamespace},container!=\"\"}}[1d])))", "{{pod}}"),
            Bars("Most idle memory", "Requested memory above the largest use of a day.", Units.Bytes,
                $"topk(20, sum by (pod) (kube_pod_container_resource_requests{{{OfNamespace},resource=\"memory\"}}) - sum by (pod) (max_over_time(container_memory_working_set_bytes{{{OfNamespace},container!=\"\"}}[1d])))", "{{pod}}")));

    private static string Unused(string resource)
    {
        var used = resource == "cpu" ? $"rate(container_cpu_usage_seconds_total{{{OfNamespace},container!=\"\"}}[{PromQl.Window}])" : $"container_memory_working_set_bytes{{{OfNamespace},container!=\"\"}}";
        return $"clamp_min(1 - sum({used}) / sum(kube_pod_container_resource_requests{{{OfNamespace},resource=\"{resource}\"}}), 0)";
    }
}
