using Aspire.Hosting;
using k8s.Models;
using OtelShop.Hosting.Kubernetes.Model;

namespace OtelShop.Hosting.Kubernetes.Objects;

/// <summary>The connections of the app model once more, as a service mesh enforces them: by the identity of the caller instead of its address.</summary>
internal static class MeshObjects
{
    private const string Linkerd = "policy.linkerd.io/v1alpha1";

    /// <summary>Labels and annotations of a pod, which the mesh joins when it has its mark.</summary>
    public static V1ObjectMeta PodMetadata(string name, Mesh mesh, params ReadOnlySpan<(string Key, string Value)> annotations)
    {
        var metadata = new V1ObjectMeta { Labels = Labels.Of(name), Annotations = new SortedDictionary<string, string>(StringComparer.Ordinal) };
        foreach (var (key, value) in annotations)
            metadata.Annotations[key] = value;
        if (mesh is Mesh.Linkerd)
            metadata.Annotations["linkerd.io/inject"] = "enabled";
        else if (mesh is Mesh.Istio)
            metadata.Labels["sidecar.istio.io/inject"] = "true";
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
            foreach (var workload in shop.Workloads)
                AddOutsideCallers(list, workload);
        }

        foreach (var (target, port, protocol) in Listeners(shop, variant))
        {
            string[] callers = [.. shop.Edges.Where(edge => edge.To == target && edge.Port == port).Select(edge => edge.From)];
            if (callers.Length == 0)
                continue;
            if (variant.Mesh is Mesh.Linkerd)
                AddLinkerd(list, target, port, protocol, callers);
            else
                AddIstio(list, variant, target, port, callers);
        }
    }

    // The gateway and Prometheus are not in the mesh: they have no identity, and network policies restrict them.
    private static void AddOutsideCallers(ObjectList list, Workload workload)
    {
        int[] ports = [.. workload.Ports.Where(port => port.IsExternal || port.Name == workload.Options.MetricsEndpoint).Select(port => port.Number)];
        if (ports.Length == 0)
            return;
        var selector = new { matchLabels = Labels.Selector(workload.Name) };
        list.Add("security.istio.io/v1", "PeerAuthentication", workload.Name, new
        {
            selector,
            mtls = new { mode = "STRICT" },
            portLevelMtls = ports.ToDictionary(port => $"{port}", _ => new { mode = "PERMISSIVE" }),
        });
        list.Add("security.istio.io/v1", "AuthorizationPolicy", $"{workload.Name}-outside", new
        {
            selector,
            action = "ALLOW",
            rules = new[] { new { to = new[] { new { operation = new { ports = ports.Select(port => $"{port}") } } } } },
        }, owner: workload.Name);
    }

    private static IEnumerable<(string Target, int Port, string Protocol)> Listeners(ShopModel shop, Variant variant)
    {
        foreach (var workload in shop.Workloads)
        {
            foreach (var port in workload.Ports)
                yield return (workload.Name, port.Number, port.IsHttp2 ? "gRPC" : "HTTP/1");
        }

        if (variant.Home is KubernetesHome.Azure)
            yield break;
        foreach (var backing in shop.Backing)
            yield return (backing.Name, backing.Port, "opaque");
    }

    private static void AddLinkerd(ObjectList list, string target, int port, string protocol, string[] callers)
    {
        var name = $"{target}-{port}";
        list.Add("policy.linkerd.io/v1beta3", "Server", name, new
        {
            podSelector = new { matchLabels = Labels.Selector(target) },
            port,
            proxyProtocol = protocol,
        }, owner: target);
        list.Add(Linkerd, "MeshTLSAuthentication", name, new { identityRefs = callers.Select(caller => new { kind = "ServiceAccount", name = caller }) }, owner: target);
        list.Add(Linkerd, "AuthorizationPolicy", name, new
        {
            targetRef = new { group = "policy.linkerd.io", kind = "Server", name },
            requiredAuthenticationRefs = new[] { new { group = "policy.linkerd.io", kind = "MeshTLSAuthentication", name } },
        }, owner: target);
    }

    private static void AddIstio(ObjectList list, Variant variant, string target, int port, string[] callers) =>
        list.Add("security.istio.io/v1", "AuthorizationPolicy", $"{target}-{port}", new
        {
            selector = new { matchLabels = Labels.Selector(target) },
            action = "ALLOW",
            rules = new[]
            {
                new
                {
                    from = new[] { new { source = new { principals = callers.Select(caller => $"cluster.local/ns/{variant.Namespace}/sa/{caller}") } } },
                    to = new[] { new { operation = new { ports = new[] { $"{port}" } } } },
                },
            },
        }, owner: target);
}
