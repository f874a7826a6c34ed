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
            AddServices(workload);
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
            return new { plugins = new Dictionary<string, object> { ["argoproj-labs/gatewayAPI"] = RoutesOfGatewayApi(workload) } };
        return MeshTraffic.HasSubsets(shop, workload, variant)
            ? new
            {
                istio = new
                {
                    virtualService = new { name = workload.Name, routes = MeshTraffic.IstioRoutes(workload) },
                    destinationRule = new { name = workload.Name, stableSubsetName = MeshTraffic.StableSubset, canarySubsetName = MeshTraffic.CanarySubset },
                },
            }
            : null;
    }

    // The gateway speaks HTTP/1.1 to the entrance.
    private object RoutesOfGatewayApi(Workload workload) => shop.CalledPort(workload) is { IsHttp2: true }
        ? new { grpcRoutes = MeshTraffic.LinkerdRoutes(workload).Select(name => new { name }), @namespace = variant.Namespace }
        : new { httpRoute = workload.Name, @namespace = variant.Namespace };

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

    private void AddServices(Workload workload)
    {
        string[] names = IsBlueGreen(workload, variant.Delivery) ? [Preview(workload.Name)]
            : HasCanaryService(shop, workload, variant) ? [Stable(workload.Name), Canary(workload.Name)] : [];
        foreach (var name in names)
            list.Add(WorkloadObjects.Service(workload, variant.Mesh), name, workload.Options, owner: workload.Name);
    }

    /// <summary>Where a route leads while nothing is tried. Argo Rollouts changes the weights.</summary>
    public static object[] Backends(string name, int port) => [new { name = Stable(name), port, weight = 100 }, new { name = Canary(name), port, weight = 0 }];
}
