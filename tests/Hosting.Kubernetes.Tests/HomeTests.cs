using Aspire.Hosting;
using OtelShop.Hosting.Kubernetes.Objects;

namespace OtelShop.Hosting.Kubernetes.Tests;

public sealed class HomeTests
{
    private readonly TestModel _model = new("dev");

    [Fact]
    public async Task A_database_is_a_StatefulSet_in_the_cluster()
    {
        AddPayment();

        var objects = await _model.ObjectsAsync();

        Assert.Equal(1, (int?)objects["StatefulSet postgres"].At("spec/replicas"));
        Assert.Equal("postgres", (string?)objects["ConfigMap payment"].At("data/POSTGRES_HOST"));
        Assert.Equal("CREATE DATABASE \"payments\";\n", (string?)objects["ConfigMap postgres"].At("data")?["databases.sql"]);
        Assert.NotNull(objects["ExternalSecret postgres-password"].At("spec/dataFrom/0/sourceRef/generatorRef"));
    }

    // The volume of a release that was uninstalled knows the old password.
    [Fact]
    public async Task A_generated_password_outlasts_the_release()
    {
        AddPayment();

        Assert.Equal("keep", (string?)(await _model.ObjectsAsync())["ExternalSecret postgres-password"].At("metadata/annotations")!["helm.sh/resource-policy"]);
        Assert.Null((await _model.ObjectsAsync(KubernetesHome.Azure))["ExternalSecret postgres-password"].At("metadata/annotations"));
    }

    [Fact]
    public async Task A_database_is_a_private_endpoint_in_Azure()
    {
        AddPayment();

        var objects = await _model.ObjectsAsync(KubernetesHome.Azure);

        Assert.DoesNotContain("StatefulSet postgres", objects.Keys);
        Assert.Equal("otelshop-dev-postgres.postgres.database.azure.com", (string?)objects["ConfigMap payment"].At("data/POSTGRES_HOST"));
        Assert.Equal("VerifyFull", (string?)objects["ConfigMap payment"].At("data/POSTGRES_SSL_MODE"));
        Assert.Equal("10.0.3.0/24", (string?)objects["NetworkPolicy payment"].At("spec/egress/0/to/0/ipBlock/cidr"));
        Assert.Equal("postgres-password", (string?)objects["ExternalSecret postgres-password"].At("spec/data/0/remoteRef/key"));
    }

    [Theory]
    [InlineData(KubernetesHome.Standalone)]
    [InlineData(KubernetesHome.Azure)]
    public async Task A_connection_string_is_composed_of_variables_that_stand_before_it(KubernetesHome home)
    {
        AddPayment();

        var deployment = (await _model.ObjectsAsync(home))["Deployment payment"];

        const string Expected = "Host=$(POSTGRES_HOST);Port=$(POSTGRES_PORT);Username=postgres;Password=$(POSTGRES_PASSWORD);Database=payments;SSL Mode=$(POSTGRES_SSL_MODE)";
        Assert.Equal(Expected, (string?)deployment.Variable("ConnectionStrings__payments-database")!["value"]);
        var names = deployment.Container()!["env"]!.AsArray().Select(variable => (string)variable!["name"]!).ToList();
        Assert.All(["POSTGRES_HOST", "POSTGRES_PORT", "POSTGRES_PASSWORD", "POSTGRES_SSL_MODE"], name =>
            Assert.InRange(names.IndexOf(name), 0, names.IndexOf("ConnectionStrings__payments-database") - 1));
    }

    [Fact]
    public async Task A_secret_parameter_is_a_reference_and_its_value_is_nowhere()
    {
        _model.Builder.Configuration["Parameters:api-key"] = "leaked-value";
        _model.AddApi("cart").WithEnvironment("Api__Key", _model.Builder.AddParameter("api-key", secret: true));

        var files = (await _model.RenderAsync()).Files;
        var reference = (await _model.ObjectsAsync())["Deployment cart"].Variable("Api__Key").At("valueFrom/secretKeyRef");

        Assert.Equal("""{"key":"value","name":"api-key"}""", reference!.ToJsonString());
        Assert.DoesNotContain(files.Values, text => text.Contains("leaked-value", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Event_Hubs_is_reached_with_SASL_and_the_connection_string_by_reference()
    {
        _model.AddApi("checkout").WithReference(_model.Builder.AddKafka("kafka"));

        var objects = await _model.ObjectsAsync(KubernetesHome.Azure);

        var data = objects["ConfigMap checkout"].At("data");
        Assert.Equal("SaslSsl", (string?)data.At("Kafka__Client__SecurityProtocol"));
        Assert.Equal("$ConnectionString", (string?)data.At("Kafka__Client__SaslUsername"));
        Assert.Equal("kafka-connection-string", (string?)objects["Deployment checkout"].Variable("Kafka__Client__SaslPassword").At("valueFrom/secretKeyRef/name"));
        Assert.Equal(9093, (int?)objects["NetworkPolicy checkout"].At("spec/egress/0/ports/0/port"));
    }

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

    private void AddPayment() => _model.AddApi("payment").WithReference(_model.Builder.AddPostgres("postgres").AddDatabase("payments-database", "payments"));
}
