namespace OtelShop.Deploy.Tests.CheckTests;

public sealed class EndpointCheckTests
{
    [Fact]
    public void Services_with_endpoints_and_probes_of_their_ports_pass() =>
        FindingAssert.None([.. EndpointCheck.OfServices(Shop.Objects), .. EndpointCheck.OfProbes(Shop.Objects)]);

    [Theory]
    [InlineData("selector: { app: cart }", "selector: { app: carts }", "selects no pod")]
    [InlineData("targetPort: grpc", "targetPort: http", "Deployment/cart has no port http/TCP")]
    [InlineData("port: 8080, targetPort: grpc", "port: 8081", "Deployment/cart has no port 8081/TCP")]
    [InlineData("targetPort: grpc", "targetPort: grpc, protocol: UDP", "Deployment/cart has no port grpc/UDP")]
    [InlineData("ports: [ { name: grpc, port: 8080,", "ports: [ { name: h2, port: 8080, targetPort: grpc }, { name: grpc, port: 8080,", "has port 8080/TCP twice")]
    public void A_service_without_an_endpoint_is_named(string old, string replacement, string fault) =>
        Assert.Equal([$"Service/cart: {fault}"], EndpointCheck.OfServices(Shop.With(old, replacement)));

    [Theory]
    [InlineData("startupProbe: { grpc: { port: 8080 } }", "", "startupProbe of container cart is missing")]
    [InlineData("readinessProbe: { grpc: { port: 8080 } }", "readinessProbe: { grpc: { port: 8081 } }", "readinessProbe of container cart asks the port 8081, which the container does not have")]
    [InlineData("livenessProbe: { grpc: { port: 8080 } }", "livenessProbe: { httpGet: { port: grpc } }", "livenessProbe of container cart asks port grpc by HTTP/1.1, but it speaks HTTP/2 only")]
    [InlineData("appProtocol: kubernetes.io/h2c", "appProtocol: http", "livenessProbe of container cart asks port 8080 by gRPC, but it speaks HTTP/1.1")]
    public void A_probe_that_cannot_be_answered_is_named(string old, string replacement, string fault) =>
        Assert.Contains($"Deployment/cart: the {fault}", EndpointCheck.OfProbes(Shop.With(old, replacement)));
}
