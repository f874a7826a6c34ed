using System.Net;
using System.Text.Json.Nodes;

namespace OtelShop.Deploy.Tests.Checks;

/// <summary>Evaluates NetworkPolicies as the API defines them: a pod that a policy selects accepts only what some policy allows.</summary>
internal sealed class Reachability
{
    /// <summary>A port that no container declares: a rule without ports would open it.</summary>
    public const int UndeclaredPort = 65_000;

    private readonly List<Policy> _policies;
    private readonly List<NetworkPeer> _peers;

    public Reachability(IReadOnlyList<KubernetesObject> objects, IEnumerable<NetworkPeer> outside)
    {
        _policies = [.. objects.Where(item => item.Kind == "NetworkPolicy").Select(item => new Policy(item))];
        // Each pod has an address, because a rule by address range can cover pods.
        _peers = [.. Workload.Of(objects)
            .Select((pod, index) => new NetworkPeer(pod.Name, pod.Namespace, pod.Labels, IPAddress.Parse($"10.244.{index / 250}.{(index % 250) + 1}"), [.. pod.Ports])), .. outside];
    }

    public int Pairs => _peers.Count * _peers.Count;

    /// <summary>Every connection between two peers that the policies allow, replicas of one workload included; not those between two peers outside.</summary>
    public IEnumerable<Edge> Allowed() =>
        from source in _peers
        from target in _peers
        where source.IsSubject || target.IsSubject
        from port in (IEnumerable<ContainerPort>)[.. target.Ports, new ContainerPort(UndeclaredPort, "TCP", null)]
        where IsAllowed("Egress", source, target, port, target) && IsAllowed("Ingress", target, source, port, target)
        select new Edge(source.Name, target.Name, port.Number, port.Protocol);

    private bool IsAllowed(string direction, NetworkPeer subject, NetworkPeer other, ContainerPort port, NetworkPeer target)
    {
        var policies = _policies.Where(policy => subject.Labels is not null && policy.Selects(subject, direction)).ToList();
        return policies.Count == 0 || policies.Any(policy => policy.Allows(direction, other, port, target));
    }

    private sealed class Policy(KubernetesObject policy)
    {
        public bool Selects(NetworkPeer pod, string direction) =>
            pod.Namespace == policy.Namespace && LabelSelector.Matches(policy.Spec.At("podSelector"), pod.Labels!) && Directions().Contains(direction);

        public bool Allows(string direction, NetworkPeer other, ContainerPort port, NetworkPeer target) =>
            policy.Spec.Items(direction.ToLowerInvariant()).Any(rule =>
                IsEmptyOrAny(rule[direction == "Ingress" ? "from" : "to"], peer => IsPeer(peer, other)) && IsEmptyOrAny(rule["ports"], entry => IsPort(entry, port, target)));

        // Without types a policy is for ingress, and for egress when it has egress rules.
        private IEnumerable<string> Directions() => policy.Spec.At("policyTypes") is JsonArray
            ? policy.Spec.Items("policyTypes").Select(type => type.ToString())
            : policy.Spec.At("egress") is null ? ["Ingress"] : ["Ingress", "Egress"];

        private static bool IsEmptyOrAny(JsonNode? list, Func<JsonNode, bool> matches) => list is not JsonArray { Count: > 0 } || list.Items().Any(matches);

        private bool IsPeer(JsonNode peer, NetworkPeer other)
        {
            if (peer["ipBlock"] is { } block)
                return IPNetwork.Parse(block.Text("cidr")!).Contains(other.Address) && !block.Items("except").Any(range => IPNetwork.Parse(range.ToString()).Contains(other.Address));
            if (other.Labels is null) return false;
            var inNamespace = peer["namespaceSelector"] is { } selector ? LabelSelector.Matches(selector, other.NamespaceLabels) : other.Namespace == policy.Namespace;
            return inNamespace && LabelSelector.Matches(peer["podSelector"], other.Labels);
        }

        // A name is looked up in the pod that is connected to.
        private static bool IsPort(JsonNode entry, ContainerPort port, NetworkPeer target)
        {
            if ((entry.Text("protocol") ?? "TCP") != port.Protocol) return false;
            if (entry["port"] is null) return true;
            if (entry.Number("port") is { } first) return port.Number >= first && port.Number <= (entry.Number("endPort") ?? first);
            return target.Ports.Any(named => named.Name == entry.Text("port") && named.Number == port.Number && named.Protocol == port.Protocol);
        }
    }
}

/// <summary>A pod, or with null <see cref="Labels"/> a host outside the cluster.</summary>
internal sealed record NetworkPeer(string Name, string Namespace, IReadOnlyDictionary<string, string>? Labels, IPAddress Address, IReadOnlyList<ContainerPort> Ports)
{
    /// <summary>The peer is one of the render's own pods.</summary>
    public bool IsSubject { get; init; } = true;

    // Every namespace has this label.
    public IReadOnlyDictionary<string, string> NamespaceLabels => new Dictionary<string, string> { ["kubernetes.io/metadata.name"] = Namespace };

    /// <summary>A pod of another namespace, which listens on each port by TCP and UDP.</summary>
    public static NetworkPeer Pod(string @namespace, string name, string address, (string Key, string Value) label, params int[] ports) =>
        new(name, @namespace, new Dictionary<string, string> { [label.Key] = label.Value }, IPAddress.Parse(address), Listen(ports)) { IsSubject = false };

    public static NetworkPeer Host(string name, string address, params int[] ports) => new(name, "", null, IPAddress.Parse(address), Listen(ports)) { IsSubject = false };

    private static ContainerPort[] Listen(int[] ports) => [.. from port in ports from protocol in (string[])["TCP", "UDP"] select new ContainerPort(port, protocol, null)];
}

/// <summary>A connection to a port.</summary>
internal sealed record Edge(string From, string To, int Port, string Protocol = "TCP")
{
    public override string ToString() => $"{From} -> {To}:{Port}/{Protocol}";

    /// <summary>What is wrong with the allowed connections, given those that there have to be.</summary>
    public static IEnumerable<string> Differences(IEnumerable<Edge> allowed, IEnumerable<Edge> expected)
    {
        var (found, wanted) = (allowed.ToHashSet(), expected.ToHashSet());
        return [.. wanted.Except(found).Select(edge => $"{edge} is denied but in the graph"), .. found.Except(wanted).Select(edge => $"{edge} is allowed but not in the graph")];
    }
}
