namespace OtelShop.Deploy.Tests.CheckTests;

public sealed class TlsCheckTests
{
    private const string Objects = """
        apiVersion: gateway.networking.k8s.io/v1
        kind: Gateway
        metadata: { name: shop, namespace: shop }
        spec:
          gatewayClassName: envoy
          listeners:
            - { name: web, protocol: HTTPS, port: 443, tls: { mode: Terminate, certificateRefs: [ { name: tls } ] } }
            - { name: plain, protocol: HTTP, port: 80 }
        ---
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata: { name: shop, namespace: shop }
        spec: { parentRefs: [ { name: shop, sectionName: web } ], hostnames: [ shop.example.com ], rules: [ { backendRefs: [ { name: shop, port: 8080 } ] } ] }
        ---
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata: { name: redirect, namespace: shop }
        spec: { parentRefs: [ { name: shop, sectionName: plain } ], rules: [ { filters: [ { type: RequestRedirect, requestRedirect: { scheme: https } } ] } ] }
        ---
        { apiVersion: cert-manager.io/v1, kind: Certificate, metadata: { name: tls, namespace: shop }, spec: { secretName: tls, dnsNames: [ shop.example.com ] } }
        ---
        apiVersion: gateway.envoyproxy.io/v1alpha1
        kind: ClientTrafficPolicy
        metadata: { name: shop, namespace: shop }
        spec: { targetRefs: [ { kind: Gateway, name: shop } ], tls: { minVersion: "1.2" } }
        """;

    [Theory]
    [InlineData("", "")]
    [InlineData("minVersion: \"1.2\"", "minVersion: \"1.3\"")]
    [InlineData("secretName: tls, dnsNames: [ shop.example.com ]", "secretName: tls, dnsNames: [ shop.example.com, www.shop.example.com ]")]
    [InlineData("cert-manager.io/v1, kind: Certificate, metadata: { name: tls, namespace: shop }, spec: { secretName: tls, dnsNames: [ shop.example.com ] }",
        "external-secrets.io/v1, kind: ExternalSecret, metadata: { name: tls, namespace: shop }, spec: { target: { name: tls, template: { type: kubernetes.io/tls } } }")]
    // A Gateway without TLS is what its stage asks for.
    [InlineData("protocol: HTTPS, port: 443, tls: { mode: Terminate, certificateRefs: [ { name: tls } ] }", "protocol: HTTP, port: 8080")]
    public void An_entrance_that_serves_by_TLS_alone_passes(string old, string replacement) => Assert.Empty(Check(old, replacement));

    [Theory]
    [InlineData("mode: Terminate", "mode: Passthrough", "web does not terminate TLS")]
    [InlineData("certificateRefs: [ { name: tls } ]", "certificateRefs: []", "web has no certificate")]
    [InlineData("secretName: tls", "secretName: other", "nothing makes the Secret tls")]
    [InlineData("metadata: { name: tls, namespace: shop }", "metadata: { name: tls, namespace: other }", "nothing makes the Secret tls")]
    [InlineData("dnsNames: [ shop.example.com ]", "dnsNames: [ example.com ]", "Certificate/tls has no name shop.example.com")]
    [InlineData("{ name: shop, sectionName: web }", "{ name: shop }", "HTTPRoute/shop is served without TLS")]
    [InlineData("scheme: https", "scheme: http", "HTTPRoute/redirect is served without TLS")]
    [InlineData("minVersion: \"1.2\"", "minVersion: \"1.1\"", "accepts versions before TLS 1.2")]
    [InlineData("targetRefs: [ { kind: Gateway, name: shop } ]", "targetRefs: [ { kind: Gateway, name: other } ]", "accepts versions before TLS 1.2")]
    public void A_fault_of_an_entrance_is_named(string old, string replacement, string fault) => Assert.Equal([$"Gateway/shop: {fault}"], Check(old, replacement));

    private static IEnumerable<string> Check(string old, string replacement) =>
        TlsCheck.Check(KubernetesObject.Parse(old.Length == 0 ? Objects : Objects.Replace(old, replacement, StringComparison.Ordinal)));
}
