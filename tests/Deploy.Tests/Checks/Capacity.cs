using System.Text.Json.Nodes;
using OtelShop.Deploy.Tests.Objects;

namespace OtelShop.Deploy.Tests.Checks;

/// <summary>Places every pod, at the maximum of its autoscaler, on the nodes of a pool: first fit decreasing.</summary>
internal static class Capacity
{
    /// <summary>AKS allows this many pods on a node with its overlay network.</summary>
    public const int PodsPerNode = 110;

    /// <summary>The pods that do not fit, by workload; empty when the pool is large enough.</summary>
    /// <remarks>Spread constraints are preferences in the shop's pods and do not count.</remarks>
    public static IEnumerable<string> Overflow(IReadOnlyList<KubernetesObject> objects, NodePool pool)
    {
        var workloads = Workload.Of(objects.Where(item => !item.IsHook));
        var daemons = workloads.Where(workload => workload.Kind == "DaemonSet").Select(PodRequest.Of).Append(PodRequest.SystemDaemons).ToList();
        var nodes = Enumerable.Range(0, pool.Nodes).Select(_ => new Node(pool.Cores - daemons.Sum(pod => pod.Cores), pool.Memory - daemons.Sum(pod => pod.Memory),
            PodsPerNode - daemons.Sum(pod => pod.Pods))).ToList();
        var pods = workloads.Where(workload => workload.Kind != "DaemonSet")
            .SelectMany(workload => Enumerable.Repeat(PodRequest.Of(workload), ScalingRange.Of(workload, objects).Maximum))
            .Concat(PodRequest.SystemPods)
            .OrderByDescending(pod => Math.Max(pod.Cores / pool.Cores, pod.Memory / pool.Memory));
        return [.. pods.Where(pod => !nodes.Any(node => node.TryPlace(pod))).CountBy(pod => pod.Name).Select(entry => $"{entry.Key}: {entry.Value} pod(s) fit on none of the {pool}")];
    }

    /// <summary>Requests at the maximum as shares of what the pool can give.</summary>
    public static (decimal Cores, decimal Memory, int Pods) Utilization(IReadOnlyList<KubernetesObject> objects, NodePool pool)
    {
        var pods = Workload.Of(objects.Where(item => !item.IsHook)).SelectMany(workload => Enumerable.Repeat(PodRequest.Of(workload), ScalingRange.Of(workload, objects).Maximum)).ToList();
        return (pods.Sum(pod => pod.Cores) / (pool.Nodes * pool.Cores), pods.Sum(pod => pod.Memory) / (pool.Nodes * pool.Memory), pods.Count);
    }

    private sealed class Node(decimal cores, decimal memory, int pods)
    {
        private decimal _cores = cores;
        private decimal _memory = memory;
        private int _pods = pods;

        public bool TryPlace(PodRequest pod)
        {
            if (pod.Cores > _cores || pod.Memory > _memory || pod.Pods > _pods) return false;
            (_cores, _memory, _pods) = (_cores - pod.Cores, _memory - pod.Memory, _pods - pod.Pods);
            return true;
        }
    }
}

/// <summary>What the scheduler keeps free for a pod, in cores and bytes.</summary>
internal sealed record PodRequest(string Name, decimal Cores, decimal Memory, int Pods = 1)
{
    private const decimal Mebibyte = 1 << 20;

    /// <summary>Allowance for what AKS runs on each node: kube-proxy, network, identity, the disk and file drivers and the node agent of the monitors.</summary>
    public static readonly PodRequest SystemDaemons = new("system daemons", 0.25m, 256 * Mebibyte, Pods: 8);

    /// <summary>Allowance for what AKS and the platform's operators run once per cluster.</summary>
    public static readonly IReadOnlyList<PodRequest> SystemPods =
    [
        .. Enumerable.Repeat(new PodRequest("coredns", 0.1m, 70 * Mebibyte), 2),
        .. Enumerable.Repeat(new PodRequest("metrics-server", 0.15m, 150 * Mebibyte), 2),
        .. Enumerable.Repeat(new PodRequest("konnectivity-agent", 0.02m, 20 * Mebibyte), 2),
        new PodRequest("keda-operator", 0.1m, 100 * Mebibyte),
        new PodRequest("external-secrets", 0.05m, 64 * Mebibyte),
        new PodRequest("opentelemetry-collector", 0.2m, 256 * Mebibyte),
    ];

    // Containers run together; plain init containers run before them, one at a time, and sidecars from then on.
    public static PodRequest Of(Workload workload)
    {
        decimal Sum(string resource)
        {
            decimal Request(JsonNode container) => Quantity.Parse(container.Text("resources", "requests", resource) ?? container.Text("resources", "limits", resource));
            var sidecars = workload.InitContainers.Where(container => container.Text("restartPolicy") == "Always").Sum(Request);
            var largest = workload.InitContainers.Select(Request).DefaultIfEmpty().Max();
            return Math.Max(workload.Containers.Sum(Request) + sidecars, largest);
        }

        return new PodRequest(workload.Name, Sum("cpu"), Sum("memory"));
    }
}

/// <summary>Nodes of one size with what AKS leaves of them for pods.</summary>
/// <remarks>
/// Source: https://learn.microsoft.com/azure/aks/node-resource-reservations, AKS 1.29 and later. CPU: 100 millicores of 2 cores, 140 of 4. Memory: the lesser
/// of 20 MB for each possible pod + 50 MB and 25 %, and the eviction threshold of 100 MiB.
/// </remarks>
internal sealed record NodePool(string Size, int Nodes, int PhysicalCores, int Gibibytes)
{
    private const decimal Megabyte = 1_000_000;

    public decimal Cores => PhysicalCores - (PhysicalCores switch { 2 => 0.1m, 4 => 0.14m, _ => throw new NotSupportedException($"No reservation is known for {PhysicalCores} cores.") });

    public decimal Memory => Total - Math.Min((20 * Capacity.PodsPerNode * Megabyte) + (50 * Megabyte), Total / 4) - (100 << 20);

    private decimal Total => (long)Gibibytes << 30;

    /// <summary>The stage's pool at its largest: rows E1 of the sizing table.</summary>
    public static NodePool Of(string stage) => stage switch
    {
        "dev" => new NodePool("Standard_B2s", 4, 2, 4),
        "staging" => new NodePool("Standard_D2s_v3", 8, 2, 8),
        "prod" => new NodePool("Standard_D4s_v3", 20, 4, 16),
        _ => throw new ArgumentOutOfRangeException(nameof(stage), stage, "Stages are dev, staging and prod."),
    };

    public override string ToString() => $"{Nodes} {Size} nodes";
}
