namespace OtelShop.Deploy.Tests.CheckTests;

public sealed class MeshRetryCheckTests
{
    private const string Istio = """
        { kind: Service, metadata: { name: cart, labels: { app.kubernetes.io/name: cart } }, spec: { ports: [ { port: 8080, appProtocol: kubernetes.io/h2c } ] } }
        ---
        kind: AuthorizationPolicy
        metadata: { name: cart }
        spec: { selector: { matchLabels: { app.kubernetes.io/name: cart } }, rules: [ { to: [ { operation: { ports: [ "8080" ] } } ] } ] }
        ---
        kind: VirtualService
        metadata: { name: cart }
        spec:
          hosts: [ cart ]
          http:
            - { name: idempotent, match: [ { uri: { exact: /shop.Cart/Get } } ], retries: { attempts: 1, perTryTimeout: 3s } }
            - { name: primary, retries: { attempts: 0 } }
        """;

    private const string Linkerd = """
        kind: GRPCRoute
        metadata: { name: cart-idempotent, annotations: { retry.linkerd.io/grpc: unavailable, retry.linkerd.io/limit: "1", retry.linkerd.io/timeout: 3s } }
        spec: { rules: [ { matches: [ { method: { type: Exact, service: shop.Cart, method: Get } } ] } ] }
        """;

    [Theory]
    [InlineData("istio", Istio)]
    [InlineData("linkerd", Linkerd)]
    public void Reads_may_be_repeated(string mesh, string objects) => Assert.Empty(Check(mesh, objects));

    [Theory]
    [InlineData("hosts: [ cart ]", "hosts: [ carts ]", "Service/cart: no route forbids to repeat its requests")]
    [InlineData("Cart/Get", "Cart/Add", "VirtualService/cart: repeats shop.Cart/Add, which may change something twice")]
    [InlineData("match: [ { uri: { exact: /shop.Cart/Get } } ], ", "", "VirtualService/cart: repeats every request")]
    [InlineData(", retries: { attempts: 0 }", "", "VirtualService/cart: the route primary repeats every request twice")]
    [InlineData("perTryTimeout: 3s", "perTryTimeout: 5s", "VirtualService/cart: 2 attempts of 5s outlast the call")]
    [InlineData(", perTryTimeout: 3s", "", "VirtualService/cart: 2 attempts of any time outlast the call")]
    public void Istio_may_not_repeat_a_write(string old, string replacement, string fault) =>
        Assert.Equal([fault], Check("istio", Istio.Replace(old, replacement, StringComparison.Ordinal)));

    [Theory]
    [InlineData("method: Get", "method: Add", "GRPCRoute/cart-idempotent: repeats shop.Cart/Add, which may change something twice")]
    [InlineData("type: Exact", "type: RegularExpression", "GRPCRoute/cart-idempotent: repeats every request")]
    [InlineData("kind: GRPCRoute", "kind: Service", "Service/cart-idempotent: repeats every request")]
    [InlineData("limit: \"1\"", "limit: \"3\"", "GRPCRoute/cart-idempotent: 4 attempts of 3s outlast the call")]
    [InlineData("kind: GRPCRoute", "kind: ServiceProfile", "ServiceProfile/cart-idempotent: turns circuit breaker and weights of the Service off")]
    public void Linkerd_may_not_repeat_a_write(string old, string replacement, string fault) =>
        Assert.Equal([fault], Check("linkerd", Linkerd.Replace(old, replacement, StringComparison.Ordinal)));

    [Fact]
    public void Flagger_may_not_repeat_a_write() =>
        Assert.Equal(["Canary/cart: its routes repeat every request"], Check("istio", "{ kind: Canary, metadata: { name: cart }, spec: { provider: istio, service: {} } }"));

    private static IEnumerable<string> Check(string mesh, string objects) => new MeshRetryCheck(KubernetesObject.Parse(objects), new HashSet<string> { "shop.Cart/Get" }).Check(mesh);
}
