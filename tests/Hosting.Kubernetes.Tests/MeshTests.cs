using OtelShop.Hosting.Kubernetes.Objects;

namespace OtelShop.Hosting.Kubernetes.Tests;

/// <summary>What a mesh adds to the objects of a service.</summary>
public sealed class MeshTests
{
    private readonly TestModel _model = new("dev");

    [Theory]
    [InlineData("Linkerd", "MeshTLSAuthentication cart-8080", "\"name\":\"checkout\"")]
    [InlineData("Istio", "AuthorizationPolicy cart-8080", "\"cluster.local/ns/otelshop-dev/sa/checkout\"")]
    public async Task A_mesh_admits_the_identity_of_the_client(string mesh, string policy, string identity)
    {
        _model.AddApi("checkout").WithReference(_model.AddApi("cart"));

        Assert.Contains(identity, (await _model.ObjectsAsync(mesh: Enum.Parse<Mesh>(mesh)))[policy].ToJsonString(), StringComparison.Ordinal);
    }

    // Linkerd's proxies call each other at 4143, and Istio's at the port of the container.
    [Fact]
    public async Task The_proxies_of_Linkerd_reach_each_other_along_the_references_alone()
    {
        _model.AddApi("ad");
        _model.AddApi("checkout").WithReference(_model.AddApi("cart"));

        var objects = await _model.ObjectsAsync(mesh: Mesh.Linkerd);

        Assert.Equal("""[{"from":[{"podSelector":{"matchLabels":{"app.kubernetes.io/name":"checkout"}}}],"ports":[{"port":4143,"protocol":"TCP"}]}]""",
            objects["NetworkPolicy cart-mesh"].At("spec/ingress")!.ToJsonString());
        Assert.Contains("""{"ports":[{"port":4143,"protocol":"TCP"}],"to":[{"podSelector":{"matchLabels":{"app.kubernetes.io/name":"cart"}}}]}""",
            objects["NetworkPolicy checkout-mesh"].At("spec/egress")!.ToJsonString(), StringComparison.Ordinal);
        Assert.Null(objects["NetworkPolicy ad-mesh"].At("spec/ingress"));
        Assert.DoesNotContain(await _model.ObjectsAsync(mesh: Mesh.Istio), target => target.Value.ToJsonString().Contains("4143", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_proxy_outlasts_the_pause_and_the_shutdown_of_its_service()
    {
        _model.AddApi("cart");

        var template = (await _model.ObjectsAsync(mesh: Mesh.Linkerd))["Deployment cart"].At("spec/template");

        var wait = int.Parse((string)template.At("metadata/annotations")!["config.alpha.linkerd.io/proxy-wait-before-exit-seconds"]!, System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(wait, (int)template.At("spec/containers/0/lifecycle/preStop/sleep/seconds")! + 4, (int)template.At("spec/terminationGracePeriodSeconds")!);
    }

    [Theory]
    [InlineData("Linkerd", "linkerd")]
    [InlineData("Istio", "istio-system")]
    public async Task Proxies_reach_the_control_plane_of_their_mesh(string mesh, string name)
    {
        _model.AddApi("cart");

        var policy = (await _model.ObjectsAsync(mesh: Enum.Parse<Mesh>(mesh)))["NetworkPolicy allow-mesh"];

        Assert.Equal(name, (string?)policy.At("spec/egress/0/to/0/namespaceSelector/matchLabels")!["kubernetes.io/metadata.name"]);
        Assert.DoesNotContain("NetworkPolicy allow-mesh", (await _model.ObjectsAsync()).Keys);
    }

    [Fact]
    public async Task Linkerd_admits_kubelet_to_the_health_of_a_gRPC_service_and_to_nothing_else()
    {
        _model.AddApi("cart");

        var objects = await _model.ObjectsAsync(mesh: Mesh.Linkerd);

        var admitted = Assert.Single(objects, target => target.Key.StartsWith("AuthorizationPolicy ", StringComparison.Ordinal)).Value;
        Assert.Equal("HTTPRoute cart-8080-probe", $"{admitted.At("spec/targetRef/kind")} {admitted.At("spec/targetRef/name")}");
        Assert.Equal("/grpc.health.v1.Health/Check", (string?)objects["HTTPRoute cart-8080-probe"].At("spec/rules/0/matches/0/path/value"));
        Assert.Equal("cart-8080", (string?)objects["HTTPRoute cart-8080-calls"].At("spec/parentRefs/0/name"));
    }
}
