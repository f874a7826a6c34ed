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
    }

    [Theory]
    [InlineData(KubernetesHome.Standalone, "Username=postgres")]
    [InlineData(KubernetesHome.Azure, "Username=otelshop-dev-payment")]
    public async Task A_connection_string_is_composed_of_variables_that_stand_before_it(KubernetesHome home, string login)
    {
        AddPayment();

        var deployment = (await _model.ObjectsAsync(home))["Deployment payment"];

        var connection = (string)deployment.Variable("ConnectionStrings__payments-database")!["value"]!;
        Assert.Equal($"Host=$(POSTGRES_HOST);Port=$(POSTGRES_PORT);{login};Database=payments;SSL Mode=$(POSTGRES_SSL_MODE)", connection);
        var names = deployment.Container()!["env"]!.AsArray().Select(variable => (string)variable!["name"]!).ToList();
        Assert.All(connection.Split("$(").Skip(1).Select(part => part[..part.IndexOf(')', StringComparison.Ordinal)]), name =>
            Assert.InRange(names.IndexOf(name), 0, names.IndexOf("ConnectionStrings__payments-database") - 1));
    }

    [Fact]
    public async Task A_service_reads_the_password_of_its_database_from_a_mounted_file()
    {
        AddPayment();

        var objects = await _model.ObjectsAsync();

        var (deployment, volume) = (objects["Deployment payment"], objects["Deployment payment"].At("spec/template/spec/volumes")!.AsArray().Single(volume => volume!["secret"] is not null)!);
        var mount = deployment.Container()!["volumeMounts"]!.AsArray().Single(mount => (string)mount!["name"]! == (string)volume["name"]!)!;
        Assert.Equal($"{mount["mountPath"]}/value", (string?)deployment.Variable("Postgres__PasswordFile")!["value"]);
        Assert.Contains($"ExternalSecret {volume["secret"]!["secretName"]}", objects.Keys);
        Assert.Null(deployment.Variable("POSTGRES_PASSWORD"));
    }

    [Fact]
    public async Task A_service_reads_the_password_of_its_cache_from_a_mounted_file()
    {
        _model.AddApi("cart").WithReference(_model.Builder.AddRedis("valkey-cart"));

        var deployment = (await _model.ObjectsAsync())["Deployment cart"];

        Assert.Equal("/etc/otelshop/secrets/valkey-cart-password/value", (string?)deployment.Variable("Redis__PasswordFile")!["value"]);
        Assert.Contains(deployment.Container()!["volumeMounts"]!.AsArray(), mount => (string)mount!["mountPath"]! == "/etc/otelshop/secrets/valkey-cart-password");
        Assert.Equal("$(VALKEY_CART_HOST):$(VALKEY_CART_PORT),ssl=$(VALKEY_CART_SSL)", (string?)deployment.Variable("ConnectionStrings__valkey-cart")!["value"]);
        Assert.Null(deployment.Variable("VALKEY_CART_PASSWORD"));
    }

    [Theory]
    [InlineData("postgres", "DATA_SOURCE_PASS_FILE", "/etc/otelshop/secrets/postgres-password/value")]
    [InlineData("valkey-cart", "REDIS_PASSWORD_FILE", "/etc/otelshop/secrets/valkey-cart-password/exporter.json")]
    public async Task An_exporter_reads_its_password_from_a_file_that_its_server_does_not_have(string server, string variable, string path)
    {
        AddPayment();
        _model.AddApi("cart").WithReference(_model.Builder.AddRedis("valkey-cart"));

        var containers = (await _model.ObjectsAsync())[$"StatefulSet {server}"].At("spec/template/spec/containers")!.AsArray();

        Assert.Equal(path, (string?)containers[1]!["env"]!.AsArray().Single(one => (string)one!["name"]! == variable)!["value"]);
        Assert.Equal(Path.GetDirectoryName(path), (string?)containers[1]!["volumeMounts"]!.AsArray().Single()!["mountPath"]);
        Assert.DoesNotContain("/etc/otelshop/secrets", containers[0]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_password_of_a_cache_is_also_in_the_form_of_its_exporter()
    {
        _model.AddApi("cart").WithReference(_model.Builder.AddRedis("valkey-cart"));

        var secret = (await _model.ObjectsAsync())["ExternalSecret valkey-cart-password"];

        Assert.Equal("""{"redis://localhost:6379": "{{ .value }}"}""", (string?)secret.At("spec/target/template/data")!["exporter.json"]);
        Assert.Equal("{{ .value }}", (string?)secret.At("spec/target/template/data")!["value"]);
    }

    [Fact]
    public async Task A_database_with_a_role_of_its_own_is_made_with_it_and_its_service_gets_no_other_password()
    {
        _model.AddApi("payment").WithDatabase(_model.Builder.AddPostgres("postgres").AddDatabase("payments-database", "payments").WithOwnRole(), "payment");

        var objects = await _model.ObjectsAsync();
        var azure = (await _model.ObjectsAsync(KubernetesHome.Azure))["Deployment payment"];

        var deployment = objects["Deployment payment"];
        Assert.Contains("Username=payments;Database=payments", (string?)deployment.Variable("ConnectionStrings__payment")!["value"], StringComparison.Ordinal);
        Assert.Equal("/etc/otelshop/secrets/payments-database-password/value", (string?)deployment.Variable("Postgres__PasswordFile")!["value"]);
        Assert.DoesNotContain("postgres-password", deployment.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("CREATE DATABASE \"payments\" OWNER \"payments\";\n", (string?)objects["ConfigMap postgres"].At("data")?["databases.sql"], StringComparison.Ordinal);
        Assert.Contains("ExternalSecret payments-database-password", objects.Keys);
        Assert.Contains("ExternalSecret postgres-password", objects.Keys);
        Assert.Contains("Username=otelshop-dev-payment;Database=payments", (string?)azure.Variable("ConnectionStrings__payment")!["value"], StringComparison.Ordinal);
        Assert.DoesNotContain("payments-database-password", azure.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cache_is_reached_without_user_and_password_in_Azure()
    {
        _model.AddApi("cart").WithReference(_model.Builder.AddRedis("valkey-cart"));

        var deployment = (await _model.ObjectsAsync(KubernetesHome.Azure))["Deployment cart"];

        Assert.Equal("$(VALKEY_CART_HOST):$(VALKEY_CART_PORT),ssl=$(VALKEY_CART_SSL)", (string?)deployment.Variable("ConnectionStrings__valkey-cart")!["value"]);
        Assert.Null(deployment.Variable("VALKEY_CART_PASSWORD"));
    }

    [Fact]
    public async Task A_service_with_a_managed_service_has_an_identity_and_no_password()
    {
        AddPayment();
        _model.AddApi("ad");

        var objects = await _model.ObjectsAsync(KubernetesHome.Azure);

        Assert.NotNull(objects["ServiceAccount payment"].At("metadata/annotations")!["azure.workload.identity/client-id"]);
        Assert.Equal("true", (string?)objects["Deployment payment"].At("spec/template/metadata/labels")!["azure.workload.identity/use"]);
        Assert.Null(objects["ServiceAccount ad"].At("metadata/annotations"));
        Assert.Null(objects["Deployment ad"].At("spec/template/metadata/labels")!["azure.workload.identity/use"]);
        Assert.DoesNotContain(objects, target => target.Value.ToJsonString().Contains("postgres-password", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pods_in_the_cluster_have_no_identity_of_Azure()
    {
        AddPayment();

        Assert.DoesNotContain(await _model.ObjectsAsync(), target => target.Value.ToJsonString().Contains("azure.workload.identity", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Only_pods_with_an_identity_reach_Entra_ID()
    {
        AddPayment();

        var policy = (await _model.ObjectsAsync(KubernetesHome.Azure))["NetworkPolicy allow-entra-id"];

        Assert.Equal("""{"azure.workload.identity/use":"true"}""", policy.At("spec/podSelector/matchLabels")!.ToJsonString());
        Assert.Equal("""[{"port":443,"protocol":"TCP"}]""", policy.At("spec/egress/0/ports")!.ToJsonString());
        Assert.All(policy.At("spec/egress/0/to")!.AsArray(), peer => Assert.InRange(System.Net.IPNetwork.Parse((string)peer.At("ipBlock/cidr")!).PrefixLength, 16, 32));
        Assert.DoesNotContain("NetworkPolicy allow-entra-id", (await _model.ObjectsAsync()).Keys);
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
    public async Task Event_Hubs_is_reached_with_tokens()
    {
        _model.AddApi("checkout").WithReference(_model.Builder.AddKafka("kafka"));

        var objects = await _model.ObjectsAsync(KubernetesHome.Azure);

        var data = objects["ConfigMap checkout"].At("data");
        Assert.Equal(("SaslSsl", "OAuthBearer"), ((string?)data.At("Kafka__Client__SecurityProtocol"), (string?)data.At("Kafka__Client__SaslMechanism")));
        Assert.Equal(9093, (int?)objects["NetworkPolicy checkout"].At("spec/egress/0/ports/0/port"));
    }

    [Fact]
    public async Task A_consumer_scales_on_the_lag_that_it_measures_where_KEDA_cannot_sign_in()
    {
        _model.AddApi("accounting").WithReference(_model.Builder.AddKafka("kafka")).PublishAsKubernetesService(service => service.ScaleOnKafkaLag("orders", "books", messages: 50));

        var (azure, standalone) = ((await _model.ObjectsAsync(KubernetesHome.Azure))["ScaledObject accounting"], (await _model.ObjectsAsync())["ScaledObject accounting"]);

        Assert.Equal("""sum(messaging_kafka_consumer_lag{job="otelshop/accounting",messaging_consumer_group_name="books",messaging_destination_name="orders"})""", (string?)azure.At("spec/triggers/0/metadata/query"));
        Assert.Equal(("prometheus", "kafka"), ((string?)azure.At("spec/triggers/0/type"), (string?)standalone.At("spec/triggers/0/type")));
        Assert.Equal("kafka.otelshop-dev:9092", (string?)standalone.At("spec/triggers/0/metadata/bootstrapServers"));
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

    [Fact]
    public async Task The_firewall_of_Azure_is_bound_to_the_gateway()
    {
        _model.AddWeb("shop").WithExternalHttpEndpoints();

        var policy = (await _model.ObjectsAsync(KubernetesHome.Azure))["WebApplicationFirewallPolicy otelshop"];

        Assert.Equal("""{"group":"gateway.networking.k8s.io","kind":"Gateway","name":"otelshop"}""", policy.At("spec/targetRef")!.ToJsonString());
        Assert.EndsWith("/applicationGatewayWebApplicationFirewallPolicies/otelshop-dev-agc-waf", (string?)policy.At("spec/webApplicationFirewall/id"), StringComparison.Ordinal);
        Assert.DoesNotContain("WebApplicationFirewallPolicy otelshop", (await _model.ObjectsAsync()).Keys);
    }

    [Fact]
    public async Task The_certificate_of_the_gateway_comes_from_Key_Vault_in_Azure()
    {
        (_model.Kubernetes.Resource.Stages[0].UsesTls, _model.Kubernetes.Resource.Stages[0].Certificate) = (true, new KeyVaultCertificate("https://shared.vault.azure.net", "shop-tls"));
        _model.AddWeb("shop").WithExternalHttpEndpoints();

        var objects = await _model.ObjectsAsync(KubernetesHome.Azure);

        var certificate = objects["ExternalSecret otelshop-tls"];
        Assert.Equal((string?)objects["Gateway otelshop"].At("spec/listeners/0/tls/certificateRefs/0/name"), (string?)certificate.At("spec/target/name"));
        Assert.Equal("kubernetes.io/tls", (string?)certificate.At("spec/target/template/type"));
        Assert.Equal("{{ .certificate | b64dec | pkcs12key }}", (string?)certificate.At("spec/target/template/data")!["tls.key"]);
        Assert.Equal("shop-tls", (string?)certificate.At("spec/data/0/remoteRef/key"));
        Assert.Equal("https://shared.vault.azure.net", (string?)objects[$"SecretStore {certificate.At("spec/secretStoreRef/name")}"].At("spec/provider/azurekv/vaultUrl"));
        Assert.DoesNotContain("ExternalSecret otelshop-tls", (await _model.ObjectsAsync()).Keys);
    }

    [Fact]
    public async Task The_certificate_of_the_gateway_comes_from_cert_manager_in_the_home_standalone()
    {
        (_model.Kubernetes.Resource.Stages[0].UsesTls, _model.Kubernetes.Resource.Stages[0].Host, _model.Kubernetes.Resource.Stages[0].Issuer) = (true, "shop.example.com", "our-issuer");
        _model.AddWeb("shop").WithExternalHttpEndpoints();

        var objects = await _model.ObjectsAsync();

        var certificate = objects["Certificate otelshop-tls"];
        Assert.Equal((string?)objects["Gateway otelshop"].At("spec/listeners/0/tls/certificateRefs/0/name"), (string?)certificate.At("spec/secretName"));
        Assert.Equal("shop.example.com", (string?)certificate.At("spec/dnsNames/0"));
        Assert.Equal("our-issuer", (string?)certificate.At("spec/issuerRef/name"));
        Assert.Equal("web", (string?)objects["HTTPRoute shop"].At("spec/parentRefs/0/sectionName"));
        Assert.Equal("https", (string?)objects["HTTPRoute redirect-to-tls"].At("spec/rules/0/filters/0/requestRedirect/scheme"));
        Assert.Equal("1.2", (string?)objects["ClientTrafficPolicy otelshop"].At("spec/tls/minVersion"));
        Assert.DoesNotContain("Certificate otelshop-tls", (await _model.ObjectsAsync(KubernetesHome.Azure)).Keys);
    }

    private void AddPayment() => _model.AddApi("payment").WithReference(_model.Builder.AddPostgres("postgres").AddDatabase("payments-database", "payments"));
}
