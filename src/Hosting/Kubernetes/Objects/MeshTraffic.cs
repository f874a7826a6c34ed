using OtelShop.Hosting.Kubernetes.Model;

namespace OtelShop.Hosting.Kubernetes.Objects;

/// <summary>
/// How a mesh carries a call: it divides calls between versions, repeats idempotent methods alone, and takes failing pods out. Istio repeats every request twice
/// unless a route forbids it, so that each service of HTTP has a route there. Linkerd gets routes of the Gateway API: beside a ServiceProfile it would ignore them.
/// </summary>
internal sealed class MeshTraffic(ObjectList list, ShopModel shop, Variant variant)
{
    public const string StableSubset = "stable";
    public const string CanarySubset = "canary";

    private const string GatewayApi = "gateway.networking.k8s.io/v1";
    private const string Istio = "networking.istio.io/v1";
    private const string Every = "primary";
    private const string Idempotent = "idempotent";

    // One repetition within the ten seconds that a call of the shop has.
    private const int Repetitions = 1;
    private const string AttemptTimeout = "3s";

    /// <summary>A route on which nothing is repeated.</summary>
    public static readonly object Once = new { attempts = 0 };

    /// <summary>Takes a pod out for a time that grows with each failure, but never more than half of them.</summary>
    public static readonly object CircuitBreaker = new
    {
        outlierDetection = new { consecutiveGatewayErrors = 5, consecutive5xxErrors = 7, interval = "10s", baseEjectionTime = "30s", maxEjectionPercent = 50 },
    };

    /// <summary>Annotations of a Service that Linkerd balances.</summary>
    public static IDictionary<string, string>? AnnotationsOf(Workload workload, Mesh mesh) => mesh is Mesh.Linkerd && workload.Ports.Any(port => !port.IsTcp)
        ? new SortedDictionary<string, string>(StringComparer.Ordinal) { ["balancer.linkerd.io/failure-accrual"] = "consecutive" }
        : null;

    /// <summary>Names of the routes in the VirtualService of a workload, those that match fewer calls first.</summary>
    public static IEnumerable<string> IstioRoutes(Workload workload) => workload.Options.IdempotentMethods.Count > 0 ? [Idempotent, Every] : [Every];

    /// <summary>Names of the objects with a workload's routes in Linkerd.</summary>
    public static IEnumerable<string> LinkerdRoutes(Workload workload) =>
        workload.Options.IdempotentMethods.Count > 0 ? [workload.Name, $"{workload.Name}-{Idempotent}"] : [workload.Name];

    /// <summary>Whether a mesh divides the calls of a workload between two subsets of its pods.</summary>
    public static bool HasSubsets(ShopModel shop, Workload workload, Variant variant) => variant.Mesh is Mesh.Istio && shop.CalledPort(workload) is not null
        && DeliveryObjects.IsRollout(workload, variant.Delivery) && !DeliveryObjects.IsBlueGreen(workload, variant.Delivery)
        && !DeliveryObjects.HasCanaryService(shop, workload, variant);

    public void Add()
    {
        foreach (var workload in shop.Workloads)
        {
            if (variant.Mesh is Mesh.None || shop.CalledPort(workload) is not { IsTcp: false } port)
                continue;
            if (variant.Mesh is Mesh.Istio && (workload.IsExternal || !DeliveryObjects.IsFlagger(shop, workload, variant.Delivery)))
                AddIstio(workload);
            else if (variant.Mesh is Mesh.Linkerd && !DeliveryObjects.IsFlagger(shop, workload, variant.Delivery))
                AddLinkerd(workload, port);
        }
    }

    // One Service is enough: Argo Rollouts gives each subset the label of its version.
    private void AddIstio(Workload workload)
    {
        var hasSubsets = HasSubsets(shop, workload, variant);
        object Destination(string subset, int weight) => new { destination = new { host = workload.Name, subset }, weight };
        object Subset(string name) => new { name, labels = Labels.Selector(workload.Name) };
        object[] route = hasSubsets ? [Destination(StableSubset, 100), Destination(CanarySubset, 0)] : [new { destination = new { host = workload.Name } }];
        list.Add(Istio, "VirtualService", workload.Name, new
        {
            hosts = new[] { workload.Name },
            http = IstioRoutes(workload).Select(name => name == Every
                ? (object)new { name, route, retries = Once }
                : new
                {
                    name,
                    match = workload.Options.IdempotentMethods.Select(method => new { uri = new { exact = $"/{method}" } }),
                    route,
                    // The service did not begin with the call; the client repeats what it has answered with UNAVAILABLE.
                    retries = new { attempts = Repetitions, perTryTimeout = AttemptTimeout, retryOn = "connect-failure,refused-stream" },
                }),
        });
        list.Add(Istio, "DestinationRule", workload.Name, hasSubsets
            ? new { host = workload.Name, trafficPolicy = CircuitBreaker, subsets = new[] { Subset(StableSubset), Subset(CanarySubset) } }
            : new { host = workload.Name, trafficPolicy = CircuitBreaker });
    }

    // Requests that match no route would be refused, so that there is one for all. The route of the entrance is the gateway's.
    private void AddLinkerd(Workload workload, WorkloadPort port)
    {
        var isDivided = DeliveryObjects.HasCanaryService(shop, workload, variant);
        var backends = isDivided ? DeliveryObjects.Backends(workload.Name, port.Number) : [new { name = workload.Name, port = port.Number }];
        if (workload.IsExternal || (!isDivided && workload.Options.IdempotentMethods.Count == 0))
            return;
        foreach (var name in LinkerdRoutes(workload))
        {
            var isForAll = name == workload.Name;
            list.Add(GatewayApi, port.IsHttp2 ? "GRPCRoute" : "HTTPRoute", name, new
            {
                parentRefs = new[] { new { group = "", kind = "Service", name = workload.Name, port = port.Number } },
                rules = isForAll ? new object[] { new { backendRefs = backends } } : [new { matches = workload.Options.IdempotentMethods.Select(Match), backendRefs = backends }],
            }, isForAll ? null : Retries, owner: workload.Name);
        }
    }

    private static readonly SortedDictionary<string, string> Retries = new(StringComparer.Ordinal)
    {
        ["retry.linkerd.io/grpc"] = "unavailable",
        ["retry.linkerd.io/limit"] = $"{Repetitions}",
        ["retry.linkerd.io/timeout"] = AttemptTimeout,
    };

    private static object Match(string method) => new { method = new { type = "Exact", service = method.Split('/')[0], method = method.Split('/')[1] } };
}
