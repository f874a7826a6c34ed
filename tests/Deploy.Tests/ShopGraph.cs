namespace OtelShop.Deploy.Tests;

/// <summary>The calls of the shop, written by hand from the clients in the services' code: what policies generated from the app model are held against.</summary>
internal static class ShopGraph
{
    private const string Prometheus = "prometheus";

    private static readonly string[] Own =
    [
        "accounting", "ad", "cart", "checkout", "currency", "email", "flagd", "fraud-detection", "frontend", "frontend-proxy", "image-provider", "payment", "product-catalog",
        "quote", "recommendation", "shipping",
    ];

    // Locust's own image, which reads flags by OFREP and sends telemetry by HTTP.
    private static readonly string[] Load = ["load-generator", "load-generator-worker"];

    private static readonly string[] Backing = ["postgres", "valkey-cart", "kafka"];

    // Places an order before a new version of the entrance is taken over.
    private const string SmokeTest = "smoke-test";

    // Helm's test is a pod of the namespace.
    private static readonly Edge OrderTest = new("order-test", "frontend-proxy", 8080);

    // The exporters beside the servers.
    private static readonly Edge[] Measured = [new(Prometheus, "postgres", 9187), new(Prometheus, "valkey-cart", 9121), new(Prometheus, "kafka", 9308)];

    private static readonly Edge[] Standalone = [new("envoy", "frontend-proxy", 8080), new("keda-operator", "kafka", 9092), .. Measured];

    private static readonly Edge[] Azure =
    [
        new("application-gateway", "frontend-proxy", 8080),
        .. To(5432, "private-endpoint", "accounting", "checkout", "fraud-detection", "payment", "product-catalog"),
        .. To(10000, "private-endpoint", "cart", "frontend"),
        .. To(9093, "private-endpoint", "accounting", "checkout", "fraud-detection", "recommendation"),
        .. To(443, "entra-id", "accounting", "cart", "checkout", "fraud-detection", "frontend", "payment", "product-catalog", "recommendation"),
    ];

    private static readonly Edge[] CallsOfServices =
    [
        .. To(8080, "ad", "frontend"),
        .. To(8080, "cart", "checkout", "frontend"),
        .. To(8080, "checkout", "frontend"),
        .. To(8080, "currency", "checkout", "fraud-detection", "frontend"),
        .. To(8080, "email", "checkout"),
        .. To(8080, "frontend", "frontend-proxy"),
        .. To(8080, "image-provider", "frontend", "frontend-proxy"),
        .. To(8080, "payment", "checkout"),
        .. To(8080, "product-catalog", "checkout", "frontend", "recommendation"),
        .. To(8080, "quote", "shipping"),
        .. To(8080, "recommendation", "frontend"),
        .. To(8080, "shipping", "checkout", "frontend"),
        .. To(8080, "frontend-proxy", "load-generator-worker"),
        .. To(8080, "frontend", SmokeTest),
        .. To(8080, "frontend-proxy", SmokeTest),
        .. To(5557, "load-generator", "load-generator-worker"),
        .. To(4000, "flagd", "frontend-proxy"),
        .. To(8013, "flagd", "frontend-proxy"),
        .. To(8015, "flagd", [.. Own.Where(name => name != "flagd")]),
        .. To(8016, "flagd", Load),
        .. To(5432, "postgres", "accounting", "checkout", "fraud-detection", "payment", "product-catalog"),
        .. To(6379, "valkey-cart", "cart", "frontend"),
        .. To(9092, "kafka", "accounting", "checkout", "fraud-detection", "recommendation"),
    ];

    /// <summary>Workloads of a home.</summary>
    public static IEnumerable<string> Services(string home) => home == "standalone" ? [.. Own, .. Load, .. Backing] : [.. Own, .. Load];

    /// <summary>Calls between the workloads that are there.</summary>
    public static IEnumerable<Edge> Calls(IReadOnlySet<string> present) => CallsOfServices.Where(edge => present.Contains(edge.From) && present.Contains(edge.To));

    /// <summary>Calls, and what the cluster around the shop needs.</summary>
    public static IEnumerable<Edge> Connections(string home, IReadOnlySet<string> present) =>
    [
        .. Calls(present),
        .. present.SelectMany(name => (Edge[])[new(name, "kube-dns", 53, "UDP"), new(name, "kube-dns", 53)]),
        .. Own.Where(present.Contains).Select(name => new Edge(name, "collector", 4317)),
        .. Load.Append("frontend-proxy").Where(present.Contains).Select(name => new Edge(name, "collector", 4318)),
        new Edge(Prometheus, "flagd", 8014),
        OrderTest,
        .. home == "azure" ? Azure : Standalone,
    ];

    /// <summary>Pods and hosts around the shop, those that must not reach it included.</summary>
    public static IEnumerable<NetworkPeer> Outside(string stage) =>
    [
        NetworkPeer.Pod("kube-system", "kube-dns", "10.244.200.1", ("k8s-app", "kube-dns"), 53, 9153),
        NetworkPeer.Pod("observability", "collector", "10.244.200.2", ("app.kubernetes.io/name", "otel-collector"), 4317, 4318),
        NetworkPeer.Pod("monitoring", Prometheus, "10.244.200.3", ("app.kubernetes.io/name", "prometheus"), 9090),
        NetworkPeer.Pod("envoy-gateway-system", "envoy", "10.244.200.4", ("app.kubernetes.io/name", "envoy"), 443),
        NetworkPeer.Pod("keda", "keda-operator", "10.244.200.6", ("app.kubernetes.io/name", "keda-operator"), 8080),
        NetworkPeer.Pod($"not-{stage}", "stranger", "10.244.200.5", ("app.kubernetes.io/name", "frontend"), 8080),
        NetworkPeer.Host("application-gateway", "10.0.4.10", 443),
        NetworkPeer.Host("private-endpoint", "10.0.3.10", 5432, 6380, 10000, 9093, 443),
        NetworkPeer.Host("entra-id", "20.190.160.10", 80, 443),
        NetworkPeer.Host("internet", "203.0.113.10", 80, 443, 5432, 9093),
    ];

    /// <summary>What the mesh cannot tell by identity, because the callers are not part of it: the NetworkPolicies do.</summary>
    public static bool IsForOutside(Edge edge) => (edge.To, edge.Port) is ("frontend-proxy", 8080) or ("flagd", 8014) || Measured.Any(scrape => (scrape.To, scrape.Port) == (edge.To, edge.Port));

    /// <summary>What callers outside the mesh reach.</summary>
    public static IEnumerable<Edge> FromOutside(string home) =>
        [new(MeshReachability.Outside, "frontend-proxy", 8080), new(MeshReachability.Outside, "flagd", 8014), .. home == "standalone" ? Measured.Select(scrape => scrape with { From = MeshReachability.Outside }) : []];

    private static Edge[] To(int port, string target, params string[] callers) => [.. callers.Select(caller => new Edge(caller, target, port))];
}
