using Aspire.Hosting;
using k8s.Models;
using OtelShop.Hosting.Kubernetes.Model;

namespace OtelShop.Hosting.Kubernetes.Objects;

/// <summary>Denies everything in both directions, and allows exactly the connections of the app model and what surrounds it.</summary>
internal sealed class NetworkPolicies(ObjectList list, ShopModel shop, Variant variant)
{
    /// <summary>Name of the collector's Service and pods.</summary>
    public const string Collector = "otel-collector";

    /// <summary>Private endpoints of Azure's data services.</summary>
    public const string AzureDataSubnet = "10.0.3.0/24";

    /// <summary>Application Gateway for Containers calls pods from its subnet, not from pods.</summary>
    public const string AzureGatewaySubnet = "10.0.4.0/24";

    private const string Keda = "keda-operator";
    private const int OtlpPort = 4317;
    private const int DnsPort = 53;

    public void Add()
    {
        list.Add(Policy(new V1LabelSelector(), [], []), "default-deny");
        list.Add(Policy(new V1LabelSelector(), null, [Egress([InNamespace("kube-system", ("k8s-app", "kube-dns"))], Port(DnsPort, "UDP"), Port(DnsPort))]), "allow-dns");
        foreach (var workload in shop.Workloads)
            list.Add(Policy(Selector(workload.Name), [.. IngressOf(workload)], [.. EgressOf(workload)]), workload.Name, workload.Options);
        if (variant.Home is KubernetesHome.Standalone)
        {
            foreach (var backing in shop.Backing)
                list.Add(Policy(Selector(backing.Name), [.. IngressOf(backing)], []), backing.Name);
        }
    }

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
            yield return Ingress([InNamespace(shop.Environment.PrometheusNamespace, (Labels.Name, "prometheus"))], Port(metrics.Number));
    }

    private IEnumerable<V1NetworkPolicyIngressRule> IngressOf(BackingService backing)
    {
        if (CallersOf(backing.Name, backing.Port) is { Length: > 0 } callers)
            yield return Ingress(callers, Port(backing.Port));
        // KEDA asks the broker how far consumers are behind.
        if (backing is KafkaService && shop.Workloads.Any(workload => workload.Options.Lag is not null))
            yield return Ingress([InNamespace("keda", (Labels.Name, Keda))], Port(backing.Port));
    }

    private IEnumerable<V1NetworkPolicyEgressRule> EgressOf(Workload workload)
    {
        foreach (var edge in workload.Edges)
        {
            yield return variant.Home is KubernetesHome.Azure && shop.Backing.FirstOrDefault(backing => backing.Name == edge.To) is { } managed
                ? Egress([Block(AzureDataSubnet)], Port(AzurePortOf(managed)))
                : Egress([new V1NetworkPolicyPeer { PodSelector = Selector(edge.To) }], Port(edge.Port));
        }

        yield return Egress([InNamespace(shop.Environment.CollectorNamespace, (Labels.Name, Collector))], Port(OtlpPort));
    }

    private int AzurePortOf(BackingService backing) => int.Parse(backing.Config(variant.Stage, KubernetesHome.Azure)[backing.PortVariable], System.Globalization.CultureInfo.InvariantCulture);

    private V1NetworkPolicyPeer[] CallersOf(string name, int port) =>
        [.. shop.Edges.Where(edge => edge.To == name && edge.Port == port).Select(edge => new V1NetworkPolicyPeer { PodSelector = Selector(edge.From) })];

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
