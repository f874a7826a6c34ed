using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace OtelShop.Deploy.Tests.Checks;

/// <summary>Places every pod, at the maximum of its autoscaler and during a release, on the nodes of a pool: first fit decreasing.</summary>
internal static class Capacity
{
    /// <summary>AKS allows this many pods on a node with its overlay network.</summary>
    public const int PodsPerNode = 110;

    /// <summary>The pods that do not fit, by workload; empty when the pool is large enough.</summary>
    /// <param name="objects">The shop and its collectors.</param>
    /// <param name="pool">Regular nodes: pods that prefer spot nodes are counted here, those that need them are not.</param>
    /// <param name="load">Pods as a share of the autoscaler's maximum, no fewer than its minimum and without a release. Null: the maximum during a release.</param>
    /// <remarks>Spread constraints are preferences in the shop's pods and do not count.</remarks>
    public static IEnumerable<string> Overflow(IReadOnlyList<KubernetesObject> objects, NodePool pool, decimal? load = null)
    {
        var workloads = Workload.Of(objects.Where(item => !item.IsHook)).Where(workload => workload.Pod.At("nodeSelector", "kubernetes.azure.com/scalesetpriority") is null).ToList();
        var daemons = workloads.Where(workload => workload.Kind == "DaemonSet").Select(PodRequest.Of).Append(PodRequest.SystemDaemons).Concat(PodRequest.CloudDaemonsOf(objects)).ToList();
        var nodes = Enumerable.Range(0, pool.Nodes).Select(_ => new Node(pool.Cores - daemons.Sum(pod => pod.Cores), pool.Memory - daemons.Sum(pod => pod.Memory),
            PodsPerNode - daemons.Sum(pod => pod.Pods))).ToList();
        var pods = workloads.Where(workload => workload.Kind != "DaemonSet")
            .SelectMany(workload => Enumerable.Repeat(PodRequest.Of(workload), load is null ? PeakOf(workload, objects) : AtLoad(workload, objects, load.Value)))
            .Concat(PodRequest.SystemPodsOf(objects, pool.HasCriticalAddons))
            .OrderByDescending(pod => Math.Max(pod.Cores / pool.Cores, pod.Memory / pool.Memory));
        return [.. pods.Where(pod => !nodes.Any(node => node.TryPlace(pod))).CountBy(pod => pod.Name).Select(entry => $"{entry.Key}: {entry.Value} pod(s) fit on none of the {pool}")];
    }

    /// <summary>Requests at the maximum as shares of what the pool can give.</summary>
    public static (decimal Cores, decimal Memory, int Pods) Utilization(IReadOnlyList<KubernetesObject> objects, NodePool pool)
    {
        var pods = Workload.Of(objects.Where(item => !item.IsHook)).SelectMany(workload => Enumerable.Repeat(PodRequest.Of(workload), PeakOf(workload, objects))).ToList();
        return (pods.Sum(pod => pod.Cores) / (pool.Nodes * pool.Cores), pods.Sum(pod => pod.Memory) / (pool.Nodes * pool.Memory), pods.Count);
    }

    /// <summary>Pods at the autoscaler's maximum while a new version is taken over: a release changes the tag of all services, so all are taken over at once.</summary>
    public static int PeakOf(Workload workload, IEnumerable<KubernetesObject> objects)
    {
        var (maximum, strategy) = (ScalingRange.Of(workload, objects).Maximum, workload.Object.Spec.At("strategy"));
        if (maximum == 0)
            return 0;
        // Active, new, and those that are kept until their time is over.
        if (strategy.At("blueGreen") is { } blueGreen)
            return maximum * (2 + (blueGreen.Number("scaleDownDelayRevisionLimit") ?? throw new FormatException($"{workload} keeps any number of old versions.")));
        // Without it the old version keeps its pods until the new one has all requests.
        if (strategy.At("canary", "trafficRouting") is not null && strategy.Flag("canary", "dynamicStableScale") is not true)
            return 2 * maximum;
        // The additional pod of a Deployment may wait until load is below its maximum: it is tried by nothing but its probes.
        return maximum + (strategy.Number("canary", "maxSurge") ?? 0);
    }

    private static int AtLoad(Workload workload, IEnumerable<KubernetesObject> objects, decimal load)
    {
        var range = ScalingRange.Of(workload, objects);
        return Math.Max(range.Minimum, (int)Math.Ceiling(range.Maximum * load));
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

    /// <summary>Falco, which is an add-on of clusters in Azure.</summary>
    public static IReadOnlyList<PodRequest> CloudDaemonsOf(IEnumerable<KubernetesObject> objects) =>
        objects.Any(item => item.Kind == "WebApplicationFirewallPolicy") ? [new PodRequest("falco", 0.02m, 128 * Mebibyte)] : [];

    /// <summary>Allowance for what the platform's operators run once per cluster, and AKS where its pods have no nodes of their own.</summary>
    public static IReadOnlyList<PodRequest> SystemPodsOf(IEnumerable<KubernetesObject> objects, bool withCriticalAddons) =>
        [.. withCriticalAddons ? CriticalAddons : [], .. Operators, .. objects.Any(item => item.Kind == "Rollout") ? OfDelivery : []];

    private static readonly PodRequest[] OfDelivery =
    [
        .. Enumerable.Repeat(new PodRequest("alb-controller", 0.1m, 200 * Mebibyte), 2),
        .. Enumerable.Repeat(new PodRequest("argo-rollouts", 0.1m, 128 * Mebibyte), 2),
        // In dev these are on spot nodes.
        new PodRequest("prometheus", 0.2m, 1024 * Mebibyte),
        new PodRequest("prometheus-operator", 0.05m, 64 * Mebibyte),
        new PodRequest("alertmanager", 0.02m, 64 * Mebibyte),
        new PodRequest("kube-state-metrics", 0.02m, 64 * Mebibyte),
        new PodRequest("grafana", 0.05m, 160 * Mebibyte),
        new PodRequest("loki", 0.05m, 256 * Mebibyte),
        new PodRequest("tempo", 0.05m, 256 * Mebibyte),
        new PodRequest("blackbox-exporter", 0.01m, 32 * Mebibyte),
    ];

    private static readonly PodRequest[] CriticalAddons =
    [
        .. Enumerable.Repeat(new PodRequest("coredns", 0.1m, 70 * Mebibyte), 2),
        .. Enumerable.Repeat(new PodRequest("metrics-server", 0.15m, 150 * Mebibyte), 2),
        .. Enumerable.Repeat(new PodRequest("konnectivity-agent", 0.02m, 20 * Mebibyte), 2),
    ];

    private static readonly PodRequest[] Operators =
    [
        new PodRequest("keda-operator", 0.1m, 100 * Mebibyte),
        new PodRequest("external-secrets", 0.05m, 64 * Mebibyte),
    ];

    // Containers run together; plain init containers run before them, one at a time, and sidecars from then on.
    public static PodRequest Of(Workload workload)
    {
        decimal Sum(string resource)
        {
            decimal Request(JsonNode container) => Quantity.Parse(container.Text("resources", "requests", resource) ?? container.Text("resources", "limits", resource));
            var sidecars = workload.InitContainers.Where(container => container.Text("restartPolicy") == "Always").Sum(Request);
            var largest = workload.InitContainers.Select(Request).DefaultIfEmpty().Max();
            return Math.Max(workload.Containers.Sum(Request) + sidecars, largest) + OfMesh(workload, resource);
        }

        return new PodRequest(workload.Name, Sum("cpu"), Sum("memory"));
    }

    // What the webhook of a mesh gives its sidecar.
    private static decimal OfMesh(Workload workload, string resource) => (resource == "cpu" ? (string[])["config.linkerd.io/proxy-cpu-request", "sidecar.istio.io/proxyCPU"] : ["config.linkerd.io/proxy-memory-request", "sidecar.istio.io/proxyMemory"])
        .Select(name => workload.Template.Text("metadata", "annotations", name)).OfType<string>().Sum(Quantity.Parse);
}

/// <summary>Nodes of one size with what AKS leaves of them for pods.</summary>
/// <param name="Size">Azure's name of the size.</param>
/// <param name="Nodes">Nodes that take pods of the shop.</param>
/// <param name="HasCriticalAddons">Whether AKS runs its own pods on them too.</param>
/// <remarks>
/// Source: https://learn.microsoft.com/azure/aks/node-resource-reservations, AKS 1.29 and later. CPU: 100 millicores of 2 cores, 140 of 4. Memory: the lesser
/// of 20 MB for each possible pod + 50 MB and 25 %, and the eviction threshold of 100 MiB.
/// </remarks>
internal sealed partial record NodePool(string Size, int Nodes, bool HasCriticalAddons)
{
    private const decimal Megabyte = 1_000_000;

    public decimal Cores => Physical.Cores - (Physical.Cores switch { 2 => 0.1m, 4 => 0.14m, _ => throw new NotSupportedException($"No reservation is known for {Physical.Cores} cores.") });

    public decimal Memory => Total - Math.Min((20 * Capacity.PodsPerNode * Megabyte) + (50 * Megabyte), Total / 4) - (100 << 20);

    private decimal Total => (long)Physical.Gibibytes << 30;

    private (int Cores, int Gibibytes) Physical => Size switch
    {
        "Standard_B2s" => (2, 4),
        "Standard_D2s_v3" => (2, 8),
        "Standard_D4s_v3" => (4, 16),
        _ => throw new NotSupportedException($"The size {Size} is not known."),
    };

    /// <summary>The stage's pool at its largest.</summary>
    public static NodePool Of(string stage) => Parse(File.ReadAllText(Path.Combine(DeployTools.DeployFolder, "terraform", "environments", stage, "main.tf")));

    /// <summary>The nodes that take pods of the shop: those of the user pool, and of a system pool without a taint.</summary>
    /// <param name="environment">Terraform's figures of an environment.</param>
    public static NodePool Parse(string environment)
    {
        var pools = Pool().Matches(environment).ToDictionary(pool => pool.Groups["name"].Value);
        var (system, user) = (pools["system"], pools["user"]);
        var isShared = system.Value.Contains("critical_addons_only = false", StringComparison.Ordinal);
        if (isShared && system.Groups["size"].Value != user.Groups["size"].Value) throw new NotSupportedException("The shop has nodes of two sizes.");
        return new NodePool(user.Groups["size"].Value, int.Parse(user.Groups["max"].Value) + (isShared ? int.Parse(system.Groups["max"].Value) : 0), isShared);
    }

    public override string ToString() => $"{Nodes} {Size} nodes";

    [GeneratedRegex("""(?<name>\w+) += \{ vm_size = "(?<size>\w+)", min = \d+, max = (?<max>\d+)[^}]*\}""")]
    private static partial Regex Pool();
}
