namespace OtelShop.Hosting.Kubernetes.Tests;

/// <summary>Where databases, caches and brokers are, and how services sign in to them.</summary>
public sealed class HomeTests
{
    private readonly TestModel _model = new("dev");

    [Fact]
    public async Task A_database_is_a_StatefulSet_in_the_cluster()
    {
        _model.AddPayment();

        var objects = await _model.ObjectsAsync();

        Assert.Equal(1, (int?)objects["StatefulSet postgres"].At("spec/replicas"));
        Assert.Equal("postgres", (string?)objects["ConfigMap payment"].At("data/POSTGRES_HOST"));
        Assert.Equal("CREATE DATABASE \"payments\";\n", (string?)objects["ConfigMap postgres"].At("data")?["databases.sql"]);
        Assert.NotNull(objects["ExternalSecret postgres-password"].At("spec/dataFrom/0/sourceRef/generatorRef"));
    }

    [Fact]
    public async Task A_database_is_a_private_endpoint_in_Azure()
    {
        _model.AddPayment();

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
        _model.AddPayment();

        var deployment = (await _model.ObjectsAsync(home))["Deployment payment"];

        var connection = (string)deployment.Variable("ConnectionStrings__payments-database")!["value"]!;
        Assert.Equal($"Host=$(POSTGRES_HOST);Port=$(POSTGRES_PORT);{login};Database=payments;SSL Mode=$(POSTGRES_SSL_MODE)", connection);
        var names = deployment.Container()!["env"]!.AsArray().Select(variable => (string)variable!["name"]!).ToList();
        Assert.All(connection.Split("$(").Skip(1).Select(part => part[..part.IndexOf(')', StringComparison.Ordinal)]), name =>
            Assert.InRange(names.IndexOf(name), 0, names.IndexOf("ConnectionStrings__payments-database") - 1));
    }

    [Fact]
    public async Task Pods_in_the_cluster_have_no_identity_of_Azure()
    {
        _model.AddPayment();

        Assert.DoesNotContain(await _model.ObjectsAsync(), target => target.Value.ToJsonString().Contains("azure.workload.identity", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Only_pods_with_an_identity_reach_Entra_ID()
    {
        _model.AddPayment();

        var policy = (await _model.ObjectsAsync(KubernetesHome.Azure))["NetworkPolicy allow-entra-id"];

        Assert.Equal("""{"azure.workload.identity/use":"true"}""", policy.At("spec/podSelector/matchLabels")!.ToJsonString());
        Assert.Equal("""[{"port":443,"protocol":"TCP"}]""", policy.At("spec/egress/0/ports")!.ToJsonString());
        Assert.All(policy.At("spec/egress/0/to")!.AsArray(), peer => Assert.InRange(System.Net.IPNetwork.Parse((string)peer.At("ipBlock/cidr")!).PrefixLength, 16, 32));
        Assert.DoesNotContain("NetworkPolicy allow-entra-id", (await _model.ObjectsAsync()).Keys);
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
}
