namespace OtelShop.Deploy.Tests.CheckTests;

public sealed class LinkerdPolicyCheckTests
{
    private const string Policies = """
        apiVersion: policy.linkerd.io/v1beta3
        kind: Server
        metadata: { name: cart-grpc, namespace: shop }
        spec: { podSelector: { matchLabels: { app: cart } }, port: grpc, proxyProtocol: HTTP/2 }
        ---
        apiVersion: policy.linkerd.io/v1alpha1
        kind: AuthorizationPolicy
        metadata: { name: cart-grpc, namespace: shop }
        spec:
          targetRef: { group: policy.linkerd.io, kind: Server, name: cart-grpc }
          requiredAuthenticationRefs: [ { group: policy.linkerd.io, kind: MeshTLSAuthentication, name: callers } ]
        ---
        apiVersion: policy.linkerd.io/v1alpha1
        kind: MeshTLSAuthentication
        metadata: { name: callers, namespace: shop }
        spec: { identityRefs: [ { kind: ServiceAccount, name: cart } ] }
        """;

    [Fact]
    public void Policies_of_the_right_shape_pass() => Assert.Empty(Check("", ""));

    [Theory]
    [InlineData("port: grpc", "port: http", "Server/cart-grpc: Deployment/cart has no port http")]
    [InlineData("app: cart", "app: carts", "Server/cart-grpc: selects no pod")]
    [InlineData("HTTP/2", "http2", "Server/cart-grpc: the proxy protocol http2 does not exist")]
    [InlineData("proxyProtocol", "protocol", "Server/cart-grpc: spec has the unknown field protocol")]
    [InlineData("port: grpc, ", "", "Server/cart-grpc: spec.port is missing")]
    [InlineData("v1beta3", "v1beta9", "Server/cart-grpc: policy.linkerd.io/v1beta9 has no such kind")]
    [InlineData("kind: Server, name: cart-grpc", "kind: Server, name: carts", "AuthorizationPolicy/cart-grpc: there is no Server carts")]
    [InlineData("kind: Server, name: cart-grpc", "name: cart-grpc", "AuthorizationPolicy/cart-grpc: spec.targetRef.kind is missing")]
    [InlineData("name: callers }", "name: caller }", "AuthorizationPolicy/cart-grpc: there is no MeshTLSAuthentication caller")]
    [InlineData("kind: ServiceAccount, name: cart", "kind: ServiceAccount, name: carts", "MeshTLSAuthentication/callers: there is no ServiceAccount carts")]
    [InlineData("identityRefs: [ { kind: ServiceAccount, name: cart } ]", "identityRefs: []", "MeshTLSAuthentication/callers: spec needs either identities or identityRefs")]
    public void A_wrong_policy_is_named(string old, string replacement, string fault) => Assert.Contains(fault, Check(old, replacement));

    private static IEnumerable<string> Check(string old, string replacement) => LinkerdPolicyCheck.Check(
        [.. Shop.Objects, .. KubernetesObject.Parse(old.Length == 0 ? Policies : Policies.Replace(old, replacement, StringComparison.Ordinal))]);
}
