using k8s.Models;

namespace OtelShop.Hosting.Kubernetes.Tests;

public sealed class RefusalTests
{
    private readonly TestModel _model = new("dev", "prod");

    [Fact]
    public async Task Two_endpoints_on_one_port_are_named()
    {
        _model.AddWeb("cart").WithEndpoint("management", endpoint => endpoint.TargetPort = 8080, createIfNotExists: false);

        Assert.Equal("The endpoints 'http' and 'management' of cart have the same port 8080: give each its own in appsettings.json.", await _model.RefusalAsync());
    }

    [Fact]
    public async Task A_reference_to_a_service_that_is_not_published_names_both()
    {
        _model.AddApi("checkout").WithReference(_model.AddApi("cart").ExcludeFromManifest());

        Assert.Equal("checkout refers to cart:8080, which is not published: publish cart, or take the reference away.", await _model.RefusalAsync());
    }

    [Theory]
    [InlineData("Smtp__Password", "hunter2")]
    [InlineData("API_KEY", "abc")]
    [InlineData("Login__BrowserToken", "abc")]
    [InlineData("ConnectionStrings__legacy", "Server=db;User=sa;Password=hunter2;Encrypt=true")]
    [InlineData("Proxy__Address", "https://user:hunter2@proxy:3128")]
    public async Task A_secret_with_a_literal_value_is_refused_without_repeating_the_value(string variable, string value)
    {
        _model.AddApi("email").WithEnvironment(variable, value);

        var refusal = await _model.RefusalAsync();

        Assert.Equal($"email has a literal secret in the variable {variable}: pass AddParameter(\"NAME\", secret: true) to WithEnvironment instead.", refusal);
    }

    [Theory]
    [InlineData("Flagd__KeysFolder", "/data/keys")]
    [InlineData("Cache__Monkey", "yes")]
    [InlineData("Login__TokenLifetime", "00:05:00")]
    [InlineData("Frontend__Address", "http://frontend:8080")]
    public async Task A_variable_that_is_no_secret_is_published(string variable, string value)
    {
        _model.AddApi("email").WithEnvironment(variable, value);

        Assert.Equal(value, (string?)(await _model.ObjectsAsync())["ConfigMap email"].At("data")![variable]);
    }

    [Fact]
    public async Task A_plain_container_is_refused_by_name()
    {
        _model.AddApi("cart");
        _model.Builder.AddContainer("mailpit", "axllent/mailpit");

        var refusal = await _model.RefusalAsync();

        Assert.Equal("mailpit is neither a project nor Locust, PostgreSQL, Redis or Kafka and cannot be published to Kubernetes: leave it out with ExcludeFromManifest.", refusal);
    }

    [Fact]
    public void Two_stages_of_one_name_are_refused()
    {
        var error = Assert.Throws<DistributedApplicationException>(() => _model.Kubernetes.WithStage("prod", _ => { }));

        Assert.Equal("There are two stages named 'prod': give each its own name.", error.Message);
    }

    [Theory]
    [InlineData(5, 2)]
    [InlineData(0, 2)]
    public void Replicas_that_contradict_each_other_are_refused(int min, int max)
    {
        var error = Assert.Throws<DistributedApplicationException>(() => _model.Kubernetes.WithStage("test", stage => stage.Replicas = new ReplicaRange(min, max)));

        Assert.Equal($"Stage 'test' has {min} to {max} replicas: the minimum must be 1 or more and the maximum not below it.", error.Message);
    }

    [Fact]
    public async Task An_environment_without_a_stage_is_refused()
    {
        var model = new TestModel();
        model.AddApi("cart");

        Assert.Equal("The Kubernetes environment 'k8s' has no stage: add one with WithStage.", await model.RefusalAsync());
    }

    [Fact]
    public async Task A_difference_between_stages_that_no_value_names_is_refused()
    {
        _model.AddApi("cart").PublishAsKubernetesService(service => service.Edit<V1Deployment>(deployment =>
            deployment.Spec.MinReadySeconds = deployment.Metadata.NamespaceProperty == "otelshop-prod" ? 9 : 1));

        Assert.Equal(
            "Deployment cart differs between dev, prod at /spec/minReadySeconds, which has no name among the chart's values: add one to ValueNames.", await _model.RefusalAsync());
    }

    [Theory]
    [InlineData("probe", "cart has no endpoint 'probe' to probe.")]
    [InlineData(null, "cart has no endpoint 'stats' for metrics.")]
    public async Task An_endpoint_that_does_not_exist_is_named(string? probe, string refusal)
    {
        _model.AddApi("cart").PublishAsKubernetesService(service => (service.ProbeEndpoint, service.MetricsEndpoint) = (probe, "stats"));

        Assert.Equal(refusal, await _model.RefusalAsync());
    }

    [Fact]
    public async Task Scaling_on_lag_without_a_broker_is_refused()
    {
        _model.AddApi("accounting").PublishAsKubernetesService(service => service.ScaleOnKafkaLag("orders", "accounting", messages: 50));

        Assert.Equal("accounting scales on Kafka lag but does not refer to exactly one broker: add WithReference.", await _model.RefusalAsync());
    }

    [Fact]
    public async Task Arguments_of_the_command_line_are_refused_because_no_container_gets_them()
    {
        _model.AddApi("cart").WithArgs("--verbose");

        Assert.Equal("cart has command-line arguments, which are not published: use WithEnvironment instead.", await _model.RefusalAsync());
    }

    [Fact]
    public void An_edit_of_the_ConfigMap_is_refused_because_the_chart_makes_it_of_values()
    {
        var error = Assert.Throws<DistributedApplicationException>(() => new KubernetesService().Edit<V1ConfigMap>(map => map.Immutable = true));

        Assert.Equal("The ConfigMap of a workload holds its variables: set them with WithEnvironment instead of editing it.", error.Message);
    }

    [Theory]
    [InlineData("gateway")]
    [InlineData("home")]
    public async Task A_resource_named_as_a_value_of_the_chart_is_refused(string name)
    {
        _model.AddApi(name);

        Assert.Equal($"The resource '{name}' has the name of a value of the chart: give it another.", await _model.RefusalAsync());
    }

    [Theory]
    [InlineData("otelshop")]
    [InlineData("cart")]
    [InlineData("dev")]
    public async Task A_namespace_that_is_part_of_another_name_is_refused(string name)
    {
        var model = new TestModel();
        model.Kubernetes.WithStage("dev", stage => stage.Namespace = name);
        model.AddApi("cart");

        Assert.Equal($"The namespace '{name}' of stage 'dev' is part of other names, so that the chart cannot tell them apart: call it otelshop-dev.", await model.RefusalAsync());
    }

    [Fact]
    public async Task A_parameter_without_a_value_when_publishing_is_refused()
    {
        _model.AddApi("cart").WithEnvironment("Currency", _model.Builder.AddParameter("currency"));

        Assert.Equal("cart reads the parameter 'currency', which is no secret and has no value when publishing: set it with WithEnvironment instead.", await _model.RefusalAsync());
    }
}
