namespace OtelShop.Deploy.Tests.CheckTests;

public sealed class ObjectReferenceCheckTests
{
    private const string Objects = """
        apiVersion: gateway.networking.k8s.io/v1
        kind: Gateway
        metadata: { name: shop, namespace: shop }
        ---
        apiVersion: alb.networking.azure.io/v1
        kind: WebApplicationFirewallPolicy
        metadata: { name: shop, namespace: shop }
        spec: { targetRef: { kind: Gateway, name: shop }, webApplicationFirewall: { id: /applicationGatewayWebApplicationFirewallPolicies/shop } }
        ---
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata: { name: route, namespace: shop }
        spec: { parentRefs: [ { name: shop } ], rules: [ { backendRefs: [ { name: cart, port: 8080 } ] } ] }
        ---
        apiVersion: monitoring.coreos.com/v1
        kind: ServiceMonitor
        metadata: { name: monitor, namespace: shop }
        spec: { selector: {}, endpoints: [ { port: grpc } ] }
        ---
        { apiVersion: external-secrets.io/v1, kind: SecretStore, metadata: { name: vault, namespace: shop }, spec: { provider: { azurekv: { serviceAccountRef: { name: cart } } } } }
        ---
        { apiVersion: external-secrets.io/v1, kind: ExternalSecret, metadata: { name: secret, namespace: shop }, spec: { secretStoreRef: { kind: SecretStore, name: vault } } }
        ---
        { apiVersion: keda.sh/v1alpha1, kind: TriggerAuthentication, metadata: { name: login, namespace: shop } }
        ---
        { apiVersion: keda.sh/v1alpha1, kind: ScaledObject, metadata: { name: scaler, namespace: shop }, spec: { triggers: [ { authenticationRef: { name: login } } ] } }
        """;

    [Theory]
    [InlineData("", "")]
    [InlineData("kind: SecretStore, name: vault }", "kind: ClusterSecretStore, name: other }")]
    public void References_that_resolve_pass(string old, string replacement) => Assert.Empty(Check(old, replacement));

    [Theory]
    [InlineData("parentRefs: [ { name: shop", "parentRefs: [ { name: shops", "HTTPRoute/route: there is no Gateway shops")]
    [InlineData("name: cart, port: 8080", "name: cart, port: 8081", "HTTPRoute/route: there is no Service cart with port 8081")]
    [InlineData("targetRef: { kind: Gateway, name: shop }", "targetRef: { kind: Gateway, name: shops }", "WebApplicationFirewallPolicy/shop: there is no Gateway shops")]
    [InlineData("applicationGatewayWebApplicationFirewallPolicies/", "firewallPolicies/", "WebApplicationFirewallPolicy/shop: names no firewall policy")]
    [InlineData("port: grpc", "port: metrics", "ServiceMonitor/monitor: no Service that it selects has a port metrics")]
    [InlineData("selector: {}", "selector: { matchLabels: { app: cart } }", "ServiceMonitor/monitor: no Service that it selects has a port grpc")]
    [InlineData("serviceAccountRef: { name: cart", "serviceAccountRef: { name: carts", "SecretStore/vault: there is no ServiceAccount carts")]
    [InlineData("kind: SecretStore, name: vault }", "kind: SecretStore, name: vaults }", "ExternalSecret/secret: there is no SecretStore vaults")]
    [InlineData("spec: { secretStoreRef: { kind: SecretStore, name: vault } }", "spec: { dataFrom: [ { sourceRef: { generatorRef: { kind: Password, name: random } } } ] }",
        "ExternalSecret/secret: there is no Password random")]
    [InlineData("authenticationRef: { name: login", "authenticationRef: { name: logins", "ScaledObject/scaler: there is no TriggerAuthentication logins")]
    public void A_reference_to_nothing_is_named(string old, string replacement, string fault) => Assert.Equal([fault], Check(old, replacement));

    private static IEnumerable<string> Check(string old, string replacement) =>
        ObjectReferenceCheck.Check(Shop.And(old.Length == 0 ? Objects : Objects.Replace(old, replacement, StringComparison.Ordinal)));
}
