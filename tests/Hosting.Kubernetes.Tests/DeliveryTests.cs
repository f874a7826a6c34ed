using System.Text.Json.Nodes;
using OtelShop.Hosting.Kubernetes.Objects;

namespace OtelShop.Hosting.Kubernetes.Tests;

/// <summary>What a stage's way of taking over new versions adds to the objects.</summary>
public sealed class DeliveryTests
{
    private readonly TestModel _model = new("dev");

    [Fact]
    public async Task A_canary_takes_the_template_of_the_Deployment_and_its_autoscaler()
    {
        AddShop();

        var objects = await _model.ObjectsAsync(delivery: KubernetesDelivery.Canary);

        Assert.Equal(0, (int?)objects["Deployment cart"].At("spec/replicas"));
        Assert.Equal("cart", (string?)objects["Rollout cart"].At("spec/workloadRef/name"));
        Assert.Equal("Rollout", (string?)objects["HorizontalPodAutoscaler cart"].At("spec/scaleTargetRef/kind"));
        Assert.Equal([10, 50, 100], Weights(objects["Rollout cart"]));
        Assert.Null(objects["Rollout cart"].At("spec/strategy/canary/trafficRouting"));
    }

    [Fact]
    public async Task An_analysis_asks_for_the_service_and_its_callers()
    {
        AddShop();

        var analysis = (await _model.ObjectsAsync(delivery: KubernetesDelivery.Canary))["Rollout cart"].At("spec/strategy/canary/steps/1/analysis");

        Assert.Equal("""[{"templateName":"slo-grpc"},{"templateName":"slo-callers"}]""", analysis.At("templates")!.ToJsonString());
        Assert.Equal("frontend", (string?)analysis!["args"]!.AsArray().Single(argument => (string?)argument!["name"] == "callers")!["value"]);
    }

    [Fact]
    public async Task A_service_with_a_target_of_its_own_is_judged_by_it()
    {
        var quote = _model.AddApi("quote").WithSlo(new SloTarget(99.5, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2.5)));
        _model.AddApi("cart").WithReference(quote);
        AddShop("currency");

        var objects = await _model.ObjectsAsync(delivery: KubernetesDelivery.Canary);

        Assert.Equal("slo-grpc-99500-1000-2500", (string?)objects["Rollout quote"].At("spec/strategy/canary/steps/1/analysis/templates/0/templateName"));
        Assert.Equal("len(result) > 0 && result[0] < 0.005", (string?)objects["AnalysisTemplate slo-grpc-99500-1000-2500"].At("spec/metrics/0/successCondition"));
        Assert.Equal("len(result) > 0 && result[0] < 0.001", (string?)objects["AnalysisTemplate slo-grpc"].At("spec/metrics/0/successCondition"));
    }

    [Fact]
    public async Task The_gateway_divides_the_requests_of_an_external_canary()
    {
        AddShop();

        var objects = await _model.ObjectsAsync(delivery: KubernetesDelivery.Canary);

        Assert.Equal("frontend", Plugin(objects["Rollout frontend"]));
        Assert.Equal(
            """[{"name":"frontend-stable","port":8080,"weight":100},{"name":"frontend-canary","port":8080,"weight":0}]""",
            objects["HTTPRoute frontend"].At("spec/rules/0/backendRefs")!.ToJsonString());
        Assert.Contains("Service frontend-stable", objects.Keys);
    }

    [Theory]
    [InlineData("Linkerd", "GRPCRoute cart", "plugins")]
    [InlineData("Istio", "VirtualService cart", "istio")]
    public async Task A_mesh_divides_the_requests_of_the_others(string mesh, string route, string routing)
    {
        AddShop();

        var objects = await _model.ObjectsAsync(mesh: Enum.Parse<Mesh>(mesh), delivery: KubernetesDelivery.Canary);

        Assert.Contains(route, objects.Keys);
        Assert.NotNull(objects["Rollout cart"].At($"spec/strategy/canary/trafficRouting/{routing}"));
        Assert.True((bool?)objects["Rollout cart"].At("spec/strategy/canary/dynamicStableScale"));
    }

    [Fact]
    public async Task Blue_green_switches_what_is_marked_and_tries_an_order_first()
    {
        AddShop();

        var objects = await _model.ObjectsAsync(delivery: KubernetesDelivery.BlueGreen);

        var strategy = objects["Rollout frontend"].At("spec/strategy/blueGreen");
        Assert.Equal(("frontend", "frontend-preview", 86400), ((string?)strategy.At("activeService"), (string?)strategy.At("previewService"), (int?)strategy.At("scaleDownDelaySeconds")));
        Assert.Equal("http://frontend-preview:8080", (string?)strategy.At("prePromotionAnalysis/args/0/value"));
        Assert.Equal([10, 50, 100], Weights(objects["Rollout cart"]));
        Assert.Contains("smoke-test", objects["NetworkPolicy frontend"].ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("smoke-test", objects["NetworkPolicy cart"].ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Flagger_makes_the_Services_of_its_canaries()
    {
        AddShop();

        var objects = await _model.ObjectsAsync(mesh: Mesh.Istio, delivery: KubernetesDelivery.Flagger);

        Assert.Equal("istio", (string?)objects["Canary cart"].At("spec/provider"));
        Assert.DoesNotContain("Service cart", objects.Keys);
        Assert.Equal("cart", (string?)objects["Deployment cart"].At("spec/selector/matchLabels")?["app.kubernetes.io/instance"]);
    }

    [Fact]
    public async Task A_volume_and_the_load_are_not_delivered()
    {
        _model.AddWeb("email").WithDataFolder("Email__Folder", "mail");

        Assert.DoesNotContain("Rollout email", (await _model.ObjectsAsync(delivery: KubernetesDelivery.Canary)).Keys);
    }

    [Fact]
    public async Task A_gRPC_service_cannot_be_switched_as_a_whole()
    {
        var cart = _model.AddApi("cart").PublishAsKubernetesService(service => service.IsBlueGreen = true);
        _model.AddWeb("frontend").WithReference(cart);

        Assert.StartsWith("cart cannot be switched as a whole", await _model.RefusalAsync(), StringComparison.Ordinal);
    }

    private void AddShop(string service = "cart")
    {
        var cart = _model.AddApi(service);
        _model.AddWeb("frontend").WithReference(cart).WithEndpoint("http", endpoint => endpoint.IsExternal = true, createIfNotExists: false)
            .PublishAsKubernetesService(service => service.IsBlueGreen = true);
    }

    private static string? Plugin(JsonObject rollout) => (string?)rollout.At("spec/strategy/canary/trafficRouting/plugins")?["argoproj-labs/gatewayAPI"]?["httpRoute"];

    private static int[] Weights(JsonObject rollout) =>
        [.. rollout.At("spec/strategy/canary/steps")!.AsArray().Select(step => (int?)step!["setWeight"]).OfType<int>()];
}
