using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using OtelShop.Hosting.Processes;

namespace OtelShop.Hosting.Tests;

public sealed class ModelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_database_that_runs_as_a_process_has_no_image_and_its_endpoint_needs_no_proxy()
    {
        var postgres = Builder().AddPostgres("postgres").WithDataVolume().RunAsProcess().Resource;

        Assert.DoesNotContain(postgres.Annotations, annotation => annotation is ContainerImageAnnotation or ContainerMountAnnotation);
        Assert.False(Assert.Single(postgres.Annotations.OfType<EndpointAnnotation>()).IsProxied);
    }

    [Fact]
    public void A_process_stands_below_the_resource_for_which_it_runs()
    {
        var builder = Builder();
        var redis = builder.AddRedis("cart").RunAsProcess().Resource;

        var process = Assert.Single(builder.Resources.OfType<ExecutableResource>());
        Assert.Equal("cart-process", process.Name);
        Assert.Same(redis, process.Annotations.OfType<BackingProcessAnnotation>().Single().Server);
        Assert.Same(redis, process.Annotations.OfType<ResourceRelationshipAnnotation>().Single(relation => relation.Type == "Parent").Resource);
    }

    [Fact]
    public void With_containers_the_resources_stay_as_Aspire_has_them()
    {
        var builder = Builder("--backing=containers");
        var postgres = builder.AddPostgres("postgres").RunAsProcess().Resource;
        var kafka = builder.AddKafka("kafka").RunAsProcess().Resource;

        Assert.Single(postgres.Annotations.OfType<ContainerImageAnnotation>());
        Assert.Single(kafka.Annotations.OfType<ContainerImageAnnotation>());
        Assert.Empty(builder.Resources.OfType<ExecutableResource>());
    }

    [Fact]
    public void Published_every_backing_service_is_a_container()
    {
        var builder = Builder("--operation", "publish");
        var redis = builder.AddRedis("cart").RunAsProcess().Resource;

        Assert.Single(redis.Annotations.OfType<ContainerImageAnnotation>());
        Assert.Empty(builder.Resources.OfType<ExecutableResource>());
    }

    [Fact]
    public void An_unknown_backing_is_refused_by_name()
    {
        var error = Assert.Throws<DistributedApplicationException>(() => Builder("--backing=pods"));

        Assert.Contains("'pods'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_connection_string_of_Kafka_is_its_bootstrap_server()
    {
        var kafka = Builder().AddKafka("kafka").RunAsProcess().Resource;
        var endpoint = Assert.Single(kafka.Annotations.OfType<EndpointAnnotation>());
        endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, "127.0.0.1", 9092);

        Assert.Equal("127.0.0.1:9092", await kafka.ConnectionStringExpression.GetValueAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_second_AppHost_of_one_checkout_is_refused_with_the_way_out()
    {
        Builder();

        var error = Assert.Throws<DistributedApplicationException>(() => Builder());
        Assert.Contains("already runs", error.Message, StringComparison.Ordinal);
        Assert.Contains("aspire stop", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private IDistributedApplicationBuilder Builder(params string[] args)
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = args, DisableDashboard = true });
        builder.Configuration[AppHostSettings.DataDirectory] = _folder.Path;
        return builder.AddAppHostDefaults(args);
    }
}
