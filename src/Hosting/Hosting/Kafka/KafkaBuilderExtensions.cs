using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OtelShop.Hosting;
using OtelShop.Hosting.Kafka;
using OtelShop.Hosting.Processes;
using OtelShop.Hosting.Services;

namespace Aspire.Hosting;

/// <summary>Kafka, with the public shape of Aspire.Hosting.Kafka.</summary>
public static class KafkaBuilderExtensions
{
    private const string DataFolder = "/var/lib/kafka/data";
    private const int PublicPort = 9092;
    private const int InternalPort = 9093;

    /// <summary>Adds a Kafka broker in a container.</summary>
    /// <remarks>A null <paramref name="port"/> takes a free one.</remarks>
    public static IResourceBuilder<KafkaServerResource> AddKafka(this IDistributedApplicationBuilder builder, [ResourceName] string name, int? port = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var kafka = new KafkaServerResource(name);
        var key = $"{name}_check";
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(key, _ => new KafkaHealthCheck(kafka.PrimaryEndpoint), failureStatus: null, tags: null));
        var resource = builder.AddResource(kafka)
            .WithEndpoint(port: port, targetPort: PublicPort, name: KafkaServerResource.PrimaryEndpointName)
            .WithEndpoint(targetPort: InternalPort, name: KafkaServerResource.InternalEndpointName)
            .WithImage("confluentinc/confluent-local", "8.1.0")
            .WithImageRegistry("docker.io")
            .WithEnvironment(context => Listen(context, kafka))
            .WithHealthCheck(key);
        // Kubernetes sets KAFKA_PORT for a Service of this name, and the image refuses to start with it.
        return builder.ExecutionContext.IsPublishMode ? resource.WithEntrypoint("/bin/sh").WithArgs("-c", "unset KAFKA_PORT; exec /etc/confluent/docker/run") : resource;
    }

    /// <summary>Keeps the messages in a volume. Null names it after AppHost and resource.</summary>
    public static IResourceBuilder<KafkaServerResource> WithDataVolume(
        this IResourceBuilder<KafkaServerResource> builder, string? name = null, bool isReadOnly = false) =>
        builder.WithVolume(name ?? VolumeNameGenerator.Generate(builder, "data"), DataFolder, isReadOnly).WithEnvironment("KAFKA_LOG_DIRS", DataFolder);

    /// <summary>
    /// Runs KafkaDev, librdkafka's mock broker, which keeps no messages when it ends. Published, or with <c>--backing containers</c>, nothing changes.
    /// </summary>
    public static IResourceBuilder<KafkaServerResource> RunAsProcess(this IResourceBuilder<KafkaServerResource> builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var appHost = builder.ApplicationBuilder;
        if (appHost.ExecutionContext.IsRunMode && appHost.Configuration.UsesProcesses())
            builder.Resource.Annotations.OfType<EndpointAnnotation>().Where(endpoint => endpoint.Name == KafkaServerResource.InternalEndpointName)
                .ToList().ForEach(endpoint => builder.Resource.Annotations.Remove(endpoint));
        return builder.RunAsProcess(KafkaServerResource.PrimaryEndpointName, context =>
        {
            var program = BuiltProject.Executable(HostedProject.Path("KafkaDevProject"), appHost.AppHostAssembly);
            return Task.FromResult(new ProcessStart(program, ["--port", context.Port.ToString(CultureInfo.InvariantCulture)], Path.GetDirectoryName(program)!));
        });
    }

    // A broker tells clients under which address to call again, so each kind of client has a listener of its own.
    private static void Listen(EnvironmentCallbackContext context, KafkaServerResource kafka)
    {
        var variables = context.EnvironmentVariables;
        variables["KAFKA_LISTENERS"] =
            $"PLAINTEXT://localhost:29092,CONTROLLER://localhost:29093,PLAINTEXT_HOST://0.0.0.0:{PublicPort},PLAINTEXT_INTERNAL://0.0.0.0:{InternalPort}";
        variables["KAFKA_LISTENER_SECURITY_PROTOCOL_MAP"] = "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,PLAINTEXT_HOST:PLAINTEXT,PLAINTEXT_INTERNAL:PLAINTEXT";
        var onThisMachine = new EndpointReference(kafka, KafkaServerResource.PrimaryEndpointName, KnownNetworkIdentifiers.LocalhostNetwork);
        var address = context.ExecutionContext.IsRunMode
            ? ReferenceExpression.Create($"localhost:{onThisMachine.Property(EndpointProperty.Port)}")
            : ReferenceExpression.Create($"{kafka.Host}:{kafka.Port}");
        variables["KAFKA_ADVERTISED_LISTENERS"] = ReferenceExpression.Create(
            $"PLAINTEXT://localhost:29092,PLAINTEXT_HOST://{address},PLAINTEXT_INTERNAL://{kafka.Name}:{kafka.InternalEndpoint.Property(EndpointProperty.TargetPort)}");
    }
}
