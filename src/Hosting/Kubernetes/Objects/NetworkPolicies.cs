using Aspire.Hosting;
using k8s.Models;
using OtelShop.Hosting.Kubernetes.Model;

namespace OtelShop.Hosting.Kubernetes.Objects;

/// <summary>Denies everything in both directions, and allows exactly the connections of the app model and what surrounds it.</summary>
internal sealed class NetworkPolicies(ObjectList list, ShopModel shop, Variant variant)
{
    /// <summary>Name of the collector's Service and pods.</summary>
    public const string Collector = "otel-collector";

    /// <summary>Port of the collector for OTLP over gRPC.</summary>
    public const int OtlpPort = 4317;

    /// <summary>Port of the collector for OTLP over HTTP.</summary>
    public const int OtlpHttpPort = 4318;

    /// <summary>Private endpoints of Azure's data services.</summary>
    public const string AzureDataSubnet = "10.0.3.0/24";

    /// <summary>Application Gateway for Containers calls pods from its subnet, not from pods.</summary>
    public const string AzureGatewaySubnet = "10.0.4.0/24";

    /// <summary>Policy of the pods with which cert-manager proves a host name to Let's Encrypt.</summary>
    public const string Solver = "acme-solver";

    private const string Keda = "keda-operator";
    private const int SolverPort = 8089;
    private const int DnsPort = 53;

    // A proxy of Linkerd calls the proxy of the other pod, which forwards to the port of the container.
    private const int LinkerdPort = 4143;

    public void Add()
    {
        list.Add(Policy(new V1LabelSelector(), [], []), "default-deny");
        list.Add(Policy(new V1LabelSelector(), null, [Egress([InNamespace("kube-system", ("k8s-app", "kube-dns"))], Port(DnsPort, "UDP"), Port(DnsPort))]), "allow-dns");
        if (ControlPlane() is { } controlPlane)
            list.Add(Policy(new V1LabelSelector(), null, [controlPlane]), "allow-mesh");
        if (shop.Workloads.Any(workload => workload.HasIdentity(variant.Home)))
            list.Add(Policy(new V1LabelSelector { MatchLabels = new Dictionary<string, string> { [Identities.Label] = "true" } }, null, [Egress([.. Identities.EntraRanges.Select(Block)], Port(443))]), Identities.Policy);
        foreach (var workload in shop.Workloads)
            list.Add(Policy(Selector(workload.Name), [.. IngressOf(workload)], [.. EgressOf(workload)]), workload.Name, workload.Options);
        if (shop.SmokeTestedPorts(variant) is { Count: > 0 } tested)
            list.Add(Policy(Selector(SmokeTest.Name), [], [.. tested.Select(edge => Egress([Peer(edge.To)], Port(edge.Port)))]), SmokeTest.Name);
        if (variant.Home is KubernetesHome.Standalone)
        {
            if (variant.Stage.UsesTls && shop.Workloads.Any(workload => workload.IsExternal))
                list.Add(Policy(new V1LabelSelector { MatchLabels = new Dictionary<string, string> { ["acme.cert-manager.io/http01-solver"] = "true" } }, [Ingress([FromGateway()], Port(SolverPort))], []), Solver);
            foreach (var backing in shop.Backing)
                list.Add(Policy(Selector(backing.Name), [.. IngressOf(backing)], []), backing.Name);
        }

        if (variant.Mesh is Mesh.Linkerd)
            AddProxies();
    }

    private void AddProxies()
    {
        foreach (var workload in shop.Workloads)
        {
            var called = workload.Edges.Where(edge => variant.Home is KubernetesHome.Standalone || shop.Backing.All(backing => backing.Name != edge.To)).Select(edge => edge.To).Distinct();
            AddProxy(workload.Name, CallersOf(workload.Name), [.. called.Select(Peer), InNamespace(shop.Environment.CollectorNamespace, (Labels.Name, Collector))]);
        }

        if (shop.SmokeTestedPorts(variant) is { Count: > 0 } tested)
            AddProxy(SmokeTest.Name, [], [.. tested.Select(edge => Peer(edge.To))]);
        foreach (var backing in variant.Home is KubernetesHome.Standalone ? shop.Backing : [])
            AddProxy(backing.Name, [.. CallersOf(backing.Name), .. IsAskedByKeda(backing) ? new[] { InNamespace("keda", (Labels.Name, Keda)) } : []], []);
    }

    private void AddProxy(string name, V1NetworkPolicyPeer[] callers, V1NetworkPolicyPeer[] called)
    {
        if (callers.Length == 0 && called.Length == 0)
            return;
        var policy = Policy(Selector(name), callers.Length > 0 ? [Ingress(callers, Port(LinkerdPort))] : [], [.. called.Select(peer => Egress([peer], Port(LinkerdPort)))]);
        policy.Metadata = new V1ObjectMeta { Labels = Labels.Of(name) };
        list.Add(policy, $"{name}-mesh");
    }

    // Certificates, addresses and policies of the proxies.
    private V1NetworkPolicyEgressRule? ControlPlane() => variant.Mesh switch
    {
        Mesh.Linkerd => Egress([InNamespace("linkerd", ("linkerd.io/control-plane-ns", "linkerd"))], Port(8080), Port(8086), Port(8090)),
        Mesh.Istio => Egress([InNamespace("istio-system", ("app", "istiod"))], Port(15012)),
        _ => null,
    };

    private IEnumerable<V1NetworkPolicyIngressRule> IngressOf(Workload workload)
    {
        foreach (var port in workload.Ports)
        {
            if (CallersOf(workload.Name, port.Number) is { Length: > 0 } callers)
                yield return Ingress(callers, Port(port.Number));
        }

        if (workload.IsExternal)
            yield return Ingress([FromGateway()], [.. workload.Ports.Where(port => port.IsExternal).Select(port => Port(port.Number))]);
        if (workload.Port(workload.Options.MetricsEndpoint) is { } metrics && workload.Options.MetricsEndpoint is not null)
            yield return Ingress([FromPrometheus()], Port(metrics.Number));
    }

    private IEnumerable<V1NetworkPolicyIngressRule> IngressOf(BackingService backing)
    {
        if (CallersOf(backing.Name, backing.Port) is { Length: > 0 } callers)
            yield return Ingress(callers, Port(backing.Port));
        // KEDA asks the broker how far consumers are behind.
        if (IsAskedByKeda(backing))
            yield return Ingress([InNamespace("keda", (Labels.Name, Keda))], Port(backing.Port));
        yield return Ingress([FromPrometheus()], Port(BackingExporters.PortOf(backing)));
    }

    private IEnumerable<V1NetworkPolicyEgressRule> EgressOf(Workload workload)
    {
        foreach (var edge in workload.Edges)
        {
            yield return variant.Home is KubernetesHome.Azure && shop.Backing.FirstOrDefault(backing => backing.Name == edge.To) is { } managed
                ? Egress([Block(AzureDataSubnet)], Port(AzurePortOf(managed)))
                : Egress([Peer(edge.To)], Port(edge.Port));
        }

        IList<V1NetworkPolicyPort> otlp = workload.PublicImage is not null ? [Port(OtlpHttpPort)]
            : workload.Options.ForwardsTelemetry ? [Port(OtlpPort), Port(OtlpHttpPort)] : [Port(OtlpPort)];
        yield return Egress([InNamespace(shop.Environment.CollectorNamespace, (Labels.Name, Collector))], otlp);
    }

    private int AzurePortOf(BackingService backing) => int.Parse(backing.Config(variant.Stage, KubernetesHome.Azure)[backing.PortVariable], System.Globalization.CultureInfo.InvariantCulture);

    private bool IsAskedByKeda(BackingService backing) => backing is KafkaService && shop.Workloads.Any(workload => workload.Options.Lag is not null);

    private V1NetworkPolicyPeer[] CallersOf(string name, int? port = null) =>
        [.. shop.EdgesOf(variant).Where(edge => edge.To == name && (port is null || edge.Port == port)).Select(edge => edge.From).Distinct().Select(Peer)];

    private static V1NetworkPolicyPeer Peer(string name) => new() { PodSelector = Selector(name) };

    private V1NetworkPolicyPeer FromPrometheus() => InNamespace(shop.Environment.PrometheusNamespace, (Labels.Name, "prometheus"));

    private V1NetworkPolicyPeer FromGateway() =>
        variant.Home is KubernetesHome.Azure ? Block(AzureGatewaySubnet) : InNamespace("envoy-gateway-system", (Labels.Name, "envoy"));

    private static V1NetworkPolicyPeer InNamespace(string name, (string Key, string Value) label) => new()
    {
        NamespaceSelector = new V1LabelSelector { MatchLabels = new Dictionary<string, string> { [Labels.NamespaceName] = name } },
        PodSelector = new V1LabelSelector { MatchLabels = new Dictionary<string, string> { [label.Key] = label.Value } },
    };

    private static V1NetworkPolicyPeer Block(string cidr) => new() { IpBlock = new V1IPBlock { Cidr = cidr } };

    private static V1LabelSelector Selector(string name) => new() { MatchLabels = Labels.Selector(name) };

    private static V1NetworkPolicyPort Port(int port, string protocol = "TCP") => new() { Port = port, Protocol = protocol };

    private static V1NetworkPolicyIngressRule Ingress(IList<V1NetworkPolicyPeer> from, params IList<V1NetworkPolicyPort> ports) => new() { FromProperty = from, Ports = ports };

    private static V1NetworkPolicyEgressRule Egress(IList<V1NetworkPolicyPeer> to, params IList<V1NetworkPolicyPort> ports) => new() { To = to, Ports = ports };

    // A null direction is not governed by the policy; an empty one is denied.
    private static V1NetworkPolicy Policy(V1LabelSelector pods, IList<V1NetworkPolicyIngressRule>? ingress, IList<V1NetworkPolicyEgressRule> egress) => new()
    {
        Spec = new V1NetworkPolicySpec
        {
            PodSelector = pods,
            PolicyTypes = ingress is null ? ["Egress"] : ["Ingress", "Egress"],
            Ingress = ingress is { Count: > 0 } ? ingress : null,
            Egress = egress.Count > 0 ? egress : null,
        },
    };
}
