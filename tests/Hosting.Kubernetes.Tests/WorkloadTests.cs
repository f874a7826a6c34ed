using System.Text.Json.Nodes;
using k8s.Models;

namespace OtelShop.Hosting.Kubernetes.Tests;

public sealed class WorkloadTests
{
    private readonly TestModel _model = new("dev");

    [Fact]
    public async Task A_service_is_a_Deployment_with_an_autoscaler_a_budget_and_a_Service()
    {
        _model.AddApi("cart");

        var objects = await _model.ObjectsAsync();

        Assert.Equal(
            ["NetworkPolicy cart", "ServiceAccount cart", "ConfigMap cart", "Deployment cart", "Service cart", "HorizontalPodAutoscaler cart", "PodDisruptionBudget cart"],
            objects.Keys.Where(key => key.EndsWith(" cart", StringComparison.Ordinal)));
        Assert.Null(objects["Deployment cart"].At("spec/replicas"));
        Assert.Equal("kubernetes.io/h2c", (string?)objects["Service cart"].At("spec/ports/0/appProtocol"));
        Assert.Equal("""{"port":8080,"service":"alive"}""", objects["Deployment cart"].Container().At("livenessProbe/grpc")!.ToJsonString());
    }

    [Fact]
    public async Task A_reference_tells_the_client_the_address_and_opens_both_sides()
    {
        var cart = _model.AddApi("cart");
        _model.AddApi("checkout").WithReference(cart);

        var objects = await _model.ObjectsAsync();

        Assert.Equal("http://cart:8080", (string?)objects["ConfigMap checkout"].At("data/services__cart__grpc__0"));
        Assert.Equal("cart", Peer(objects["NetworkPolicy checkout"].At("spec/egress/0/to/0")));
        Assert.Equal(8080, (int?)objects["NetworkPolicy checkout"].At("spec/egress/0/ports/0/port"));
        Assert.Equal("checkout", Peer(objects["NetworkPolicy cart"].At("spec/ingress/0/from/0")));
        Assert.Equal(8080, (int?)objects["NetworkPolicy cart"].At("spec/ingress/0/ports/0/port"));
        Assert.Null(objects["NetworkPolicy checkout"].At("spec/ingress"));
    }

    [Fact]
    public async Task A_consumer_scales_on_the_lag_of_its_group_and_has_no_other_autoscaler()
    {
        var kafka = _model.Builder.AddKafka("kafka");
        _model.AddWeb("accounting").WithReference(kafka).PublishAsKubernetesService(service => service.ScaleOnKafkaLag("orders", "accounting", messages: 50));

        var objects = await _model.ObjectsAsync();

        var trigger = objects["ScaledObject accounting"].At("spec/triggers/0/metadata");
        Assert.Equal("kafka.otelshop-dev:9092", (string?)trigger.At("bootstrapServers"));
        Assert.Equal("50", (string?)trigger.At("lagThreshold"));
        Assert.DoesNotContain("HorizontalPodAutoscaler accounting", objects.Keys);
        Assert.Contains("keda", objects["NetworkPolicy kafka"].ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_data_folder_makes_a_StatefulSet_of_one_replica_with_a_volume()
    {
        _model.AddWeb("email").WithDataFolder("Email__Folder", "mail");

        var objects = await _model.ObjectsAsync();

        var set = objects["StatefulSet email"];
        Assert.Equal(1, (int?)set.At("spec/replicas"));
        Assert.Equal("1Gi", (string?)set.At("spec/volumeClaimTemplates/0/spec/resources/requests/storage"));
        Assert.Contains(set.Container()!["volumeMounts"]!.AsArray(), mount => (string?)mount!["mountPath"] == "/data");
        Assert.Equal("/data/mail", (string?)objects["ConfigMap email"].At("data/Email__Folder"));
        Assert.DoesNotContain(objects.Keys, key => key is "Deployment email" or "HorizontalPodAutoscaler email" or "PodDisruptionBudget email");
    }

    [Fact]
    public async Task An_external_endpoint_has_a_route_and_admits_the_gateway()
    {
        _model.AddWeb("frontend").WithEndpoint("http", endpoint => endpoint.IsExternal = true, createIfNotExists: false);

        var objects = await _model.ObjectsAsync();

        Assert.Equal("""[{"backendRefs":[{"name":"frontend","port":8080}]}]""", objects["HTTPRoute frontend"].At("spec/rules")!.ToJsonString());
        Assert.Equal("dev.example.com", (string?)objects["HTTPRoute frontend"].At("spec/hostnames/0"));
        Assert.Equal("envoy-gateway-system", Namespace(objects["NetworkPolicy frontend"]));
        Assert.Equal(8080, (int?)Assert.Single(objects["NetworkPolicy frontend"].At("spec/ingress/0/ports")!.AsArray()).At("port"));
    }

    [Fact]
    public async Task A_metrics_endpoint_has_a_monitor_and_admits_Prometheus()
    {
        _model.AddWeb("flagd").PublishAsKubernetesService(service => (service.ProbeEndpoint, service.MetricsEndpoint) = ("management", "management"));

        var objects = await _model.ObjectsAsync();

        Assert.Equal("management", (string?)objects["ServiceMonitor flagd"].At("spec/endpoints/0/port"));
        Assert.Equal("monitoring", Namespace(objects["NetworkPolicy flagd"]));
        Assert.Equal(8081, (int?)objects["NetworkPolicy flagd"].At("spec/ingress/0/ports/0/port"));
        Assert.Equal("management", (string?)objects["Deployment flagd"].Container().At("readinessProbe/httpGet/port"));
    }

    [Fact]
    public async Task An_edit_changes_objects_of_its_kind_and_workload_alone()
    {
        _model.AddApi("ad");
        _model.AddApi("cart").PublishAsKubernetesService(service => service.Edit<V1Deployment>(deployment => deployment.Spec.MinReadySeconds = 7));

        var objects = await _model.ObjectsAsync();

        Assert.Equal(7, (int?)objects["Deployment cart"].At("spec/minReadySeconds"));
        Assert.Null(objects["Deployment ad"].At("spec/minReadySeconds"));
    }

    [Fact]
    public async Task A_service_that_is_excluded_from_the_manifest_is_not_published()
    {
        _model.AddApi("cart");
        _model.AddApi("service-map").ExcludeFromManifest();

        Assert.DoesNotContain(await _model.ObjectsAsync(), target => target.Key.EndsWith(" service-map", StringComparison.Ordinal));
    }

    private static string? Peer(JsonNode? peer) => (string?)peer.At("podSelector/matchLabels")?["app.kubernetes.io/name"];

    private static string? Namespace(JsonObject policy) => (string?)policy.At("spec/ingress/0/from/0/namespaceSelector/matchLabels")?["kubernetes.io/metadata.name"];
}
