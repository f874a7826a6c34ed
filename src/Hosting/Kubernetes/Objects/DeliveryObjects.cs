using Aspire.Hosting;
using OtelShop.Hosting.Kubernetes.Model;

namespace OtelShop.Hosting.Kubernetes.Objects;

/// <summary>
/// How new versions of a Deployment are taken over. The pod template stays in the Deployment, so that a stage may change its way of delivery without another
/// description of the pods.
/// </summary>
internal sealed class DeliveryObjects(ObjectList list, ShopModel shop, Variant variant)
{
    private const string ArgoRollouts = "argoproj.io/v1alpha1";
    private const string GatewayApi = "gateway.networking.k8s.io/v1";
    private const string Istio = "networking.istio.io/v1";
    private const string StableSubset = "stable";
    private const string CanarySubset = "canary";
    private const string IstioRoute = "primary";
    private const int KeptRevisions = 5;
    private const int Day = 24 * 60 * 60;

    // As the startup probe allows two minutes, and a node has to be added first.
    private const int ProgressDeadlineSeconds = 600;

    // A return to one of the last versions needs no steps: it served all requests before.
    private const int RollbackRevisions = 3;

    // Two pods try the new version: one may lose its node.
    private const int PreviewReplicas = 2;

    private static readonly int[] Weights = [10, 50, 100];

    private readonly AnalysisObjects _analyses = new(list, shop, variant);

    /// <summary>Whether new versions of the workload are delivered at all: a volume belongs to one pod, and Locust is no service of the shop.</summary>
    public static bool Delivers(Workload workload) => !workload.IsStateful && workload.PublicImage is null;

    /// <summary>Whether Argo Rollouts, instead of the Deployment, makes the pods.</summary>
    public static bool IsRollout(Workload workload, KubernetesDelivery delivery) =>
        Delivers(workload) && delivery is KubernetesDelivery.Canary or KubernetesDelivery.BlueGreen;

    /// <summary>Whether Flagger makes the Services: it copies the Deployment of a service that others call.</summary>
    public static bool IsFlagger(ShopModel shop, Workload workload, KubernetesDelivery delivery) =>
        delivery is KubernetesDelivery.Flagger && Delivers(workload) && shop.CalledPort(workload) is not null;

    /// <summary>Whether the new version runs beside the old one until the switch.</summary>
    public static bool IsBlueGreen(Workload workload, KubernetesDelivery delivery) => delivery is KubernetesDelivery.BlueGreen && workload.Options.IsBlueGreen;

    /// <summary>The Service that accepts requests for the new version before it is taken over.</summary>
    public static string Preview(string name) => $"{name}-preview";

    /// <summary>The Service of the version that is in use, while a gateway or mesh divides requests between two.</summary>
    public static string Stable(string name) => $"{name}-stable";

    /// <summary>The Service of the version that is tried.</summary>
    public static string Canary(string name) => $"{name}-canary";

    /// <summary>Whether the gateway or Linkerd divides requests between two Services.</summary>
    public static bool HasCanaryService(ShopModel shop, Workload workload, Variant variant) =>
        IsRollout(workload, variant.Delivery) && !IsBlueGreen(workload, variant.Delivery)
        && (workload.IsExternal || (variant.Mesh is Mesh.Linkerd && shop.CalledPort(workload) is not null));

    public void Add()
    {
        foreach (var workload in shop.Workloads.Where(workload => IsRollout(workload, variant.Delivery)))
        {
            AddRollout(workload);
            AddRoutes(workload);
        }

        if (variant.Delivery is KubernetesDelivery.Flagger)
            new FlaggerObjects(list, shop, variant).Add();
        else if (variant.Delivery is not KubernetesDelivery.Rolling)
            _analyses.AddTemplates();
    }

    private void AddRollout(Workload workload) => list.Add(ArgoRollouts, "Rollout", workload.Name, new
    {
        revisionHistoryLimit = KeptRevisions,
        progressDeadlineSeconds = ProgressDeadlineSeconds,
        progressDeadlineAbort = true,
        rollbackWindow = new { revisions = RollbackRevisions },
        selector = new { matchLabels = Labels.Selector(workload.Name) },
        workloadRef = new { apiVersion = "apps/v1", kind = "Deployment", name = workload.Name },
        strategy = IsBlueGreen(workload, variant.Delivery)
            ? new Dictionary<string, object> { ["blueGreen"] = BlueGreen(workload) }
            : new Dictionary<string, object> { ["canary"] = Canary(workload) },
    });

    private Dictionary<string, object> Canary(Workload workload)
    {
        var steps = new List<object>();
        foreach (var weight in Weights)
        {
            steps.Add(new { setWeight = weight });
            if (_analyses.OfServiceLevels(workload) is { } analysis)
                steps.Add(new { analysis });
        }

        var canary = new Dictionary<string, object> { ["maxSurge"] = 1, ["maxUnavailable"] = 0, ["steps"] = steps };
        if (HasCanaryService(shop, workload, variant))
            (canary["stableService"], canary["canaryService"]) = (Stable(workload.Name), Canary(workload.Name));
        if (Routing(workload) is { } routing)
        {
            canary["trafficRouting"] = routing;
            // Else the old version would keep all of its pods until the end, and the nodes would have to hold the service twice.
            canary["dynamicStableScale"] = true;
        }

        return canary;
    }

    /// <summary>What divides the requests. Null: the numbers of pods.</summary>
    private object? Routing(Workload workload)
    {
        if (HasCanaryService(shop, workload, variant))
            return new { plugins = new Dictionary<string, object> { ["argoproj-labs/gatewayAPI"] = new { httpRoute = workload.Name, @namespace = variant.Namespace } } };
        return variant.Mesh is Mesh.Istio && shop.CalledPort(workload) is not null
            ? new
            {
                istio = new
                {
                    virtualService = new { name = workload.Name, routes = new[] { IstioRoute } },
                    destinationRule = new { name = workload.Name, stableSubsetName = StableSubset, canarySubsetName = CanarySubset },
                },
            }
            : null;
    }

    private Dictionary<string, object> BlueGreen(Workload workload)
    {
        var strategy = new Dictionary<string, object>
        {
            ["activeService"] = workload.Name,
            ["previewService"] = Preview(workload.Name),
            ["previewReplicaCount"] = PreviewReplicas,
            ["autoPromotionEnabled"] = true,
            ["prePromotionAnalysis"] = AnalysisObjects.OfSmokeTest($"http://{Preview(workload.Name)}:{shop.CalledPort(workload)!.Number}"),
            ["scaleDownDelaySeconds"] = Day,
            ["scaleDownDelayRevisionLimit"] = 1,
        };
        if (_analyses.OfServiceLevels(workload) is { } analysis)
            strategy["postPromotionAnalysis"] = analysis;
        return strategy;
    }

    private void AddRoutes(Workload workload)
    {
        var port = shop.CalledPort(workload);
        if (IsBlueGreen(workload, variant.Delivery))
        {
            list.Add(WorkloadObjects.Service(workload), Preview(workload.Name), workload.Options, owner: workload.Name);
        }
        else if (HasCanaryService(shop, workload, variant))
        {
            list.Add(WorkloadObjects.Service(workload), Stable(workload.Name), workload.Options, owner: workload.Name);
            list.Add(WorkloadObjects.Service(workload), Canary(workload.Name), workload.Options, owner: workload.Name);
            // The route of the entrance is the gateway's.
            if (!workload.IsExternal)
                AddMeshRoute(workload, port!);
        }
        else if (variant.Mesh is Mesh.Istio && port is not null)
        {
            AddIstioRoute(workload);
        }
    }

    private void AddMeshRoute(Workload workload, WorkloadPort port) => list.Add(GatewayApi, "HTTPRoute", workload.Name, new
    {
        parentRefs = new[] { new { group = "", kind = "Service", name = workload.Name, port = port.Number } },
        rules = new[] { new { backendRefs = Backends(workload.Name, port.Number) } },
    });

    /// <summary>Where a route leads while nothing is tried. Argo Rollouts changes the weights.</summary>
    public static object[] Backends(string name, int port) => [new { name = Stable(name), port, weight = 100 }, new { name = Canary(name), port, weight = 0 }];

    // One Service is enough: Argo Rollouts gives each subset the label of its version.
    private void AddIstioRoute(Workload workload)
    {
        object Destination(string subset, int weight) => new { destination = new { host = workload.Name, subset }, weight };
        object Subset(string name) => new { name, labels = Labels.Selector(workload.Name) };
        list.Add(Istio, "VirtualService", workload.Name, new
        {
            hosts = new[] { workload.Name },
            http = new[] { new { name = IstioRoute, route = new[] { Destination(StableSubset, 100), Destination(CanarySubset, 0) } } },
        });
        list.Add(Istio, "DestinationRule", workload.Name, new { host = workload.Name, subsets = new[] { Subset(StableSubset), Subset(CanarySubset) } });
    }
}
