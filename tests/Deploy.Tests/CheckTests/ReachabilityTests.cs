namespace OtelShop.Deploy.Tests.CheckTests;

public sealed class ReachabilityTests
{
    private static readonly NetworkPeer[] Outside =
    [
        NetworkPeer.Pod("kube-system", "kube-dns", "10.244.9.1", ("k8s-app", "kube-dns"), 53),
        NetworkPeer.Pod("other", "stranger", "10.244.9.2", ("app", "frontend")),
        NetworkPeer.Host("database", "203.0.113.7", 5432, 5433, 5434),
        NetworkPeer.Host("reserved", "203.0.113.200", 5432),
    ];

    private static readonly Edge[] Graph =
    [
        new("frontend", "cart", 8080), new("frontend", "kube-dns", 53, "UDP"), new("frontend", "kube-dns", 53), new("frontend", "database", 5432), new("frontend", "database", 5433),
    ];

    [Fact]
    public void Policies_that_agree_with_the_graph_have_no_difference() => Assert.Empty(Differences(Shop.Objects));

    [Theory]
    [InlineData("app: frontend } } } ], ports: [ { port: grpc", "app: backend } } } ], ports: [ { port: grpc", "frontend -> cart:8080/TCP is denied but in the graph")]
    [InlineData("ports: [ { port: grpc } ] }", "ports: [ { port: 8081 } ] }", "frontend -> cart:8080/TCP is denied but in the graph")]
    [InlineData("ports: [ { port: grpc } ] }", "ports: [ { port: http } ] }", "frontend -> cart:8080/TCP is denied but in the graph")]
    [InlineData("{ port: 53, protocol: UDP }, ", "", "frontend -> kube-dns:53/UDP is denied but in the graph")]
    [InlineData("kubernetes.io/metadata.name: kube-system", "name: kube-system", "frontend -> kube-dns:53/UDP is denied but in the graph")]
    [InlineData("endPort: 5433", "endPort: 5434", "frontend -> database:5434/TCP is allowed but not in the graph")]
    [InlineData(", except: [ 203.0.113.128/25 ]", "", "frontend -> reserved:5432/TCP is allowed but not in the graph")]
    [InlineData("from: [ { podSelector: { matchLabels: { app: frontend } } } ]", "from: [ { namespaceSelector: {}, podSelector: { matchLabels: { app: frontend } } } ]",
        "stranger -> cart:8080/TCP is allowed but not in the graph")]
    [InlineData("to: [ { podSelector: { matchLabels: { app: cart } } } ], ports: [ { port: 8080 } ]", "to: [ { podSelector: { matchLabels: { app: cart } } }, { ipBlock: { cidr: 203.0.113.128/25 } } ], ports: [ { port: 1, endPort: 65535 } ]",
        "frontend -> reserved:5432/TCP is allowed but not in the graph")]
    public void A_wrong_rule_is_named_by_its_connection(string old, string replacement, string difference) =>
        Assert.Contains(difference, Differences(Shop.With(old, replacement)));

    [Fact]
    public void Without_a_default_both_directions_are_open_to_every_pod()
    {
        var open = new Reachability([.. Shop.Objects.Where(item => item.Kind != "NetworkPolicy")], Outside).Allowed().ToList();

        Assert.Contains(new Edge("cart", "frontend", 8080), open);
        Assert.Contains(new Edge("stranger", "cart", Reachability.UndeclaredPort), open);
    }

    [Fact]
    public void A_rule_without_ports_opens_ports_that_no_container_declares()
    {
        var objects = Shop.With(", ports: [ { port: grpc } ] }", " }").Where(item => item.ToString() is not ("NetworkPolicy/frontend" or "NetworkPolicy/default-deny"));

        Assert.Contains($"frontend -> cart:{Reachability.UndeclaredPort}/TCP is allowed but not in the graph", Differences([.. objects]));
    }

    [Fact]
    public void Replicas_of_one_workload_reach_each_other_only_by_a_rule()
    {
        Assert.DoesNotContain(new Edge("cart", "cart", 8080), new Reachability(Shop.Objects, []).Allowed());
        Assert.Contains(new Edge("cart", "cart", 8080), new Reachability([.. Workload.Of(Shop.Objects).Select(workload => workload.Object)], []).Allowed());
    }

    private static IEnumerable<string> Differences(IReadOnlyList<KubernetesObject> objects) => Edge.Differences(new Reachability(objects, Outside).Allowed(), Graph);
}
