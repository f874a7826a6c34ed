using Aspire.Hosting;
using k8s.Models;
using OtelShop.Hosting.Kubernetes.Model;

namespace OtelShop.Hosting.Kubernetes.Objects;

/// <summary>The connections of the app model once more, as a service mesh enforces them: by the identity of the caller instead of its address.</summary>
internal static class MeshObjects
{
    private const string Linkerd = "policy.linkerd.io/v1alpha1";
    private const string Keda = "keda";
    private static readonly string[] AnyIdentity = ["*"];
    private static readonly object[] Anywhere = [new { cidr = "0.0.0.0/0" }, new { cidr = "::/0" }];

    // At least 15 percent of what any pod of the shop requests, and no more than the quota counts for a sidecar.
    private static readonly (string, string)[] LinkerdProxy =
    [
        ("config.linkerd.io/proxy-cpu-request", "25m"), ("config.linkerd.io/proxy-cpu-limit", "500m"),
        ("config.linkerd.io/proxy-memory-request", "48Mi"), ("config.linkerd.io/proxy-memory-limit", "128Mi"),
    ];

    private static readonly (string, string)[] IstioProxy =
    [
        ("sidecar.istio.io/proxyCPU", "25m"), ("sidecar.istio.io/proxyCPULimit", "500m"),
        ("sidecar.istio.io/proxyMemory", "64Mi"), ("sidecar.istio.io/proxyMemoryLimit", "128Mi"),
    ];

    /// <summary>Labels and annotations of a pod, which the mesh joins when it has its mark.</summary>
    public static V1ObjectMeta PodMetadata(string name, Mesh mesh, params ReadOnlySpan<(string Key, string Value)> annotations)
    {
        var metadata = new V1ObjectMeta { Labels = Labels.Of(name), Annotations = new SortedDictionary<string, string>(StringComparer.Ordinal) };
        foreach (var (key, value) in annotations)
            metadata.Annotations[key] = value;
        if (mesh is Mesh.Linkerd)
        {
            metadata.Annotations["linkerd.io/inject"] = "enabled";
            // The proxy would refuse connections while the service, in its pause, still answers.
            metadata.Annotations["config.alpha.linkerd.io/proxy-wait-before-exit-seconds"] = "10";
            metadata.Annotations["config.linkerd.io/default-inbound-policy"] = "deny";
            foreach (var (key, value) in LinkerdProxy)
                metadata.Annotations[key] = value;
        }
        else if (mesh is Mesh.Istio)
        {
            metadata.Labels["sidecar.istio.io/inject"] = "true";
            foreach (var (key, value) in IstioProxy)
                metadata.Annotations[key] = value;
        }

        // kubectl drops an empty map.
        if (metadata.Annotations.Count == 0)
            metadata.Annotations = null;
        return metadata;
    }

    public static void Add(ObjectList list, ShopModel shop, Variant variant)
    {
        if (variant.Mesh is Mesh.None)
            return;
        if (variant.Mesh is Mesh.Istio)
        {
            list.Add("security.istio.io/v1", "PeerAuthentication", Labels.Shop, new { mtls = new { mode = "STRICT" } });
            // Without a rule nothing is allowed.
            list.Add("security.istio.io/v1", "AuthorizationPolicy", "default-deny", new { });
        }

        foreach (var (target, port, protocol) in Listeners(shop, variant))
        {
            var callers = shop.EdgesOf(variant).Where(edge => edge.To == target && edge.Port == port).Select(edge => (variant.Namespace, Account: edge.From)).ToList();
            // KEDA asks the broker how far consumers are behind, and has to be in the mesh for that.
            if (shop.Workloads.Any(workload => workload.Options.Lag is not null && workload.Backing.OfType<KafkaService>().Any(broker => broker.Name == target)))
                callers.Add((Keda, $"{Keda}-operator"));
            if (callers.Count == 0)
                continue;
            if (variant.Mesh is Mesh.Linkerd)
                AddLinkerd(list, variant, target, port, protocol, callers);
            else
                AddIstio(list, target, port, callers);
        }

        if (variant.Mesh is Mesh.Linkerd)
            AddLinkerdProbes(list, shop);
        foreach (var workload in shop.Workloads)
            AddOutsideCallers(list, variant, workload.Name, [.. workload.Ports.Where(port => port.IsExternal || port.Name == workload.Options.MetricsEndpoint).Select(port => port.Number)]);
        foreach (var backing in variant.Home is KubernetesHome.Standalone ? shop.Backing : [])
            AddOutsideCallers(list, variant, backing.Name, [BackingExporters.PortOf(backing)]);
    }

    // The gateway and Prometheus are not in the mesh: they have no identity, and network policies restrict them.
    private static void AddOutsideCallers(ObjectList list, Variant variant, string target, int[] ports)
    {
        if (ports.Length == 0)
            return;
        if (variant.Mesh is Mesh.Istio)
            AddIstioOutsideCallers(list, target, [.. ports.Select(port => $"{port}")]);
        else
            AddLinkerdOutsideCallers(list, target, ports);
    }

    private static void AddIstioOutsideCallers(ObjectList list, string target, string[] ports)
    {
        var selector = new { matchLabels = Labels.Selector(target) };
        list.Add("security.istio.io/v1", "PeerAuthentication", target, new
        {
            selector,
            mtls = new { mode = "STRICT" },
            portLevelMtls = ports.ToDictionary(port => port, _ => new { mode = "PERMISSIVE" }),
        });
        list.Add("security.istio.io/v1", "AuthorizationPolicy", $"{target}-outside", new
        {
            selector,
            action = "ALLOW",
            rules = new[]
            {
                new
                {
                    from = new[] { new { source = new { notPrincipals = AnyIdentity } } },
                    to = new[] { new { operation = new { ports } } },
                },
            },
        }, owner: target);
    }

    private static void AddLinkerdOutsideCallers(ObjectList list, string target, int[] ports)
    {
        var name = $"{target}-outside";
        list.Add(Linkerd, "NetworkAuthentication", name, new { networks = Anywhere }, owner: target);
        foreach (var port in ports)
        {
            // A port has one Server: that of its callers in the mesh, if there are any.
            var server = $"{target}-{port}";
            if (!list.Has($"Server {server}"))
                AddLinkerdServer(list, server, target, port, "HTTP/1");
            AddLinkerdPolicy(list, $"{name}-{port}", server, "NetworkAuthentication", name, target);
        }
    }

    // Linkerd admits kubelet's probes by HTTP/1.1 of itself, but none by gRPC. A port with one route needs another for everything else.
    private static void AddLinkerdProbes(ObjectList list, ShopModel shop)
    {
        const string Kubelet = "kubelet";
        var probed = shop.Workloads.Select(workload => (workload.Name, Port: workload.Port(workload.Options.ProbeEndpoint))).Where(probe => probe.Port is { IsHttp2: true }).ToList();
        if (probed.Count > 0)
            list.Add(Linkerd, "NetworkAuthentication", Kubelet, new { networks = Anywhere }, owner: Labels.Shop);
        foreach (var (target, port) in probed)
        {
            var server = $"{target}-{port!.Number}";
            if (!list.Has($"Server {server}"))
                AddLinkerdServer(list, server, target, port.Number, "gRPC");
            AddLinkerdRoute(list, $"{server}-calls", server, target, new { path = new { type = "PathPrefix", value = "/" } });
            AddLinkerdRoute(list, $"{server}-probe", server, target, new { path = new { type = "Exact", value = "/grpc.health.v1.Health/Check" } });
            AddLinkerdPolicy(list, $"{server}-probe", $"{server}-probe", "NetworkAuthentication", Kubelet, target, targetKind: "HTTPRoute");
        }
    }

    private static void AddLinkerdRoute(ObjectList list, string name, string server, string target, object match) =>
        list.Add("policy.linkerd.io/v1beta3", "HTTPRoute", name, new
        {
            parentRefs = new[] { new { group = "policy.linkerd.io", kind = "Server", name = server } },
            rules = new[] { new { matches = new[] { match } } },
        }, owner: target);

    private static IEnumerable<(string Target, int Port, string Protocol)> Listeners(ShopModel shop, Variant variant)
    {
        foreach (var workload in shop.Workloads)
        {
            foreach (var port in workload.Ports)
                yield return (workload.Name, port.Number, port.IsTcp ? "opaque" : port.IsHttp2 ? "gRPC" : "HTTP/1");
        }

        if (variant.Home is KubernetesHome.Azure)
            yield break;
        foreach (var backing in shop.Backing)
            yield return (backing.Name, backing.Port, "opaque");
    }

    private static void AddLinkerd(ObjectList list, Variant variant, string target, int port, string protocol, List<(string Namespace, string Account)> callers)
    {
        var name = $"{target}-{port}";
        AddLinkerdServer(list, name, target, port, protocol);
        list.Add(Linkerd, "MeshTLSAuthentication", name, new { identityRefs = callers.Select(caller => Identity(variant, caller.Namespace, caller.Account)) }, owner: target);
        AddLinkerdPolicy(list, name, name, "MeshTLSAuthentication", name, target);
    }

    private static Dictionary<string, string> Identity(Variant variant, string @namespace, string account)
    {
        var identity = new Dictionary<string, string> { ["kind"] = "ServiceAccount", ["name"] = account };
        if (@namespace != variant.Namespace)
            identity["namespace"] = @namespace;
        return identity;
    }

    private static void AddLinkerdServer(ObjectList list, string name, string target, int port, string protocol) =>
        list.Add("policy.linkerd.io/v1beta3", "Server", name, new
        {
            podSelector = new { matchLabels = Labels.Selector(target) },
            port,
            proxyProtocol = protocol,
        }, owner: target);

    private static void AddLinkerdPolicy(ObjectList list, string name, string server, string kind, string authentication, string target, string targetKind = "Server") =>
        list.Add(Linkerd, "AuthorizationPolicy", name, new
        {
            targetRef = new { group = "policy.linkerd.io", kind = targetKind, name = server },
            requiredAuthenticationRefs = new[] { new { group = "policy.linkerd.io", kind, name = authentication } },
        }, owner: target);

    private static void AddIstio(ObjectList list, string target, int port, List<(string Namespace, string Account)> callers) =>
        list.Add("security.istio.io/v1", "AuthorizationPolicy", $"{target}-{port}", new
        {
            selector = new { matchLabels = Labels.Selector(target) },
            action = "ALLOW",
            rules = new[]
            {
                new
                {
                    from = new[] { new { source = new { principals = callers.Select(caller => $"cluster.local/ns/{caller.Namespace}/sa/{caller.Account}") } } },
                    to = new[] { new { operation = new { ports = new[] { $"{port}" } } } },
                },
            },
        }, owner: target);
}
