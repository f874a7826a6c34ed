namespace OtelShop.Deploy.Tests.CheckTests;

public sealed class MeshReachabilityTests
{
    private const string Linkerd = """
        { apiVersion: v1, kind: Namespace, metadata: { name: shop, annotations: { config.linkerd.io/default-inbound-policy: deny } } }
        ---
        apiVersion: policy.linkerd.io/v1beta3
        kind: Server
        metadata: { name: frontend, namespace: shop }
        spec: { podSelector: { matchLabels: { app: frontend } }, port: http }
        ---
        apiVersion: policy.linkerd.io/v1alpha1
        kind: AuthorizationPolicy
        metadata: { name: frontend, namespace: shop }
        spec:
          targetRef: { group: policy.linkerd.io, kind: Server, name: frontend }
          requiredAuthenticationRefs: [ { group: policy.linkerd.io, kind: MeshTLSAuthentication, name: callers } ]
        ---
        apiVersion: policy.linkerd.io/v1alpha1
        kind: MeshTLSAuthentication
        metadata: { name: callers, namespace: shop }
        spec: { identityRefs: [ { kind: ServiceAccount, name: cart } ] }
        """;

    private const string Istio = """
        { apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: { name: default-deny, namespace: shop }, spec: {} }
        ---
        apiVersion: security.istio.io/v1
        kind: AuthorizationPolicy
        metadata: { name: frontend, namespace: shop }
        spec:
          selector: { matchLabels: { app: frontend } }
          rules: [ { from: [ { source: { principals: [ cluster.local/ns/shop/sa/cart ] } } ], to: [ { operation: { ports: [ "8080" ] } } ] } ]
        """;

    private const string CartToFrontend = "cart -> frontend:8080/TCP";

    [Theory]
    [InlineData("linkerd", Linkerd)]
    [InlineData("istio", Istio)]
    public void Only_the_calls_of_the_policies_are_allowed(string mesh, string policies) => Assert.Equal([CartToFrontend], Allowed(mesh, policies));

    [Theory]
    [InlineData("linkerd")]
    [InlineData("istio")]
    public void Without_policies_every_call_is_allowed(string mesh) => Assert.Equal(6, Allowed(mesh, "").Count());

    [Theory]
    [InlineData("cluster-authenticated", false)]
    [InlineData("all-unauthenticated", true)]
    public void The_default_of_linkerd_opens_the_ports_that_have_no_server(string policy, bool isOpenToOutside)
    {
        var allowed = Allowed("linkerd", Linkerd.Replace("inbound-policy: deny", $"inbound-policy: {policy}", StringComparison.Ordinal)).ToList();

        Assert.Contains("frontend -> cart:8080/TCP", allowed);
        Assert.Equal(isOpenToOutside, allowed.Contains("outside -> cart:8080/TCP"));
    }

    [Theory]
    [InlineData("linkerd", "kind: MeshTLSAuthentication, name: callers", "kind: NetworkAuthentication, name: everywhere")]
    [InlineData("istio", "from: [ { source: { principals: [ cluster.local/ns/shop/sa/cart ] } } ], ", "")]
    [InlineData("istio", "principals: [ cluster.local/ns/shop/sa/cart ]", "notPrincipals: [ \"*\" ]")]
    public void A_port_can_be_open_to_callers_outside_of_the_mesh(string mesh, string old, string replacement)
    {
        const string Networks = "\n---\n{ apiVersion: policy.linkerd.io/v1alpha1, kind: NetworkAuthentication, metadata: { name: everywhere, namespace: shop }, spec: { networks: [ { cidr: 0.0.0.0/0 } ] } }";

        Assert.Contains("outside -> frontend:8080/TCP", Allowed(mesh, (mesh == "linkerd" ? Linkerd + Networks : Istio).Replace(old, replacement, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("mtls: { mode: STRICT }", false)]
    [InlineData("mtls: { mode: STRICT }, selector: { matchLabels: { app: frontend } }, portLevelMtls: { 8080: { mode: PERMISSIVE } }", true)]
    public void Strict_mutual_TLS_shuts_callers_outside_of_the_mesh_out(string spec, bool isAllowed)
    {
        var open = Istio.Replace("from: [ { source: { principals: [ cluster.local/ns/shop/sa/cart ] } } ], ", "", StringComparison.Ordinal);
        var strict = $"\n---\n{{ apiVersion: security.istio.io/v1, kind: PeerAuthentication, metadata: {{ name: strict, namespace: shop }}, spec: {{ {spec} }} }}";

        Assert.Equal(isAllowed, Allowed("istio", open + strict).Contains("outside -> frontend:8080/TCP"));
    }

    [Theory]
    [InlineData("kind: ServiceAccount, name: cart", "kind: ServiceAccount, name: ad")]
    [InlineData("kind: Server, name: frontend", "kind: Server, name: ad")]
    [InlineData("port: http", "port: 8081")]
    public void A_wrong_policy_of_linkerd_denies_the_call(string old, string replacement) =>
        Assert.Empty(Allowed("linkerd", Linkerd.Replace(old, replacement, StringComparison.Ordinal)));

    [Theory]
    [InlineData("sa/cart", "sa/ad")]
    [InlineData("\"8080\"", "\"8081\"")]
    [InlineData("app: frontend", "app: ad")]
    [InlineData("rules:", "action: DENY\n  rules:")]
    [InlineData("principals: [ cluster.local/ns/shop/sa/cart ]", "notPrincipals: [ cluster.local/ns/shop/sa/cart, cluster.local/ns/shop/sa/default ], namespaces: [ shop ]")]
    public void A_wrong_policy_of_istio_denies_the_call(string old, string replacement) =>
        Assert.Empty(Allowed("istio", Istio.Replace(old, replacement, StringComparison.Ordinal)));

    private static IEnumerable<string> Allowed(string mesh, string policies) =>
        new MeshReachability([.. Shop.Objects, .. KubernetesObject.Parse(policies)]).Allowed(mesh).Select(edge => edge.ToString());
}
