namespace Aspire.Hosting;

/// <summary>Kafka.</summary>
public static class KafkaBuilderExtensions
{
    private const string DataFolder = "/var/lib/kafka/data";
    private const int BrokerPort = 29092;
    private const int PublicPort = 9092;
    private const int InternalPort = 9093;

    /// <summary>Adds a Kafka broker.</summary>
    /// <param name="builder">The system.</param>
    /// <param name="name">Name of the resource.</param>
    /// <param name="port">Port for callers. Null means that the host chooses.</param>
    public static IResourceBuilder<KafkaServerResource> AddKafka(this IDistributedApplicationBuilder builder, [ResourceName] string name, int? port = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var kafka = new KafkaServerResource(name);
        return builder.AddResource(kafka)
            .WithEndpoint(port: port, targetPort: PublicPort, name: KafkaServerResource.PrimaryEndpointName)
            .WithEndpoint(targetPort: InternalPort, name: KafkaServerResource.InternalEndpointName)
            .WithImage(BackingImages.Kafka, BackingImages.KafkaTag)
            .WithImageRegistry(BackingImages.Registry)
            .WithEnvironment(context => Listen(context, kafka))
            .WithHealthCheck($"{name}_check");
    }

    /// <summary>Keeps the messages from one run to the next.</summary>
    /// <param name="builder">The broker.</param>
    /// <param name="name">Name of the volume. Null means one made of the names of system and resource.</param>
    /// <param name="isReadOnly">Whether the broker may not write.</param>
    public static IResourceBuilder<KafkaServerResource> WithDataVolume(
        this IResourceBuilder<KafkaServerResource> builder, string? name = null, bool isReadOnly = false) =>
        builder.WithVolume(name ?? VolumeNameGenerator.Generate(builder, "data"), DataFolder, isReadOnly).WithEnvironment("KAFKA_LOG_DIRS", DataFolder);

    /// <summary>Keeps the messages in a folder of this machine.</summary>
    public static IResourceBuilder<KafkaServerResource> WithDataBindMount(
        this IResourceBuilder<KafkaServerResource> builder, string source, bool isReadOnly = false) =>
        builder.WithBindMount(source, DataFolder, isReadOnly).WithEnvironment("KAFKA_LOG_DIRS", DataFolder);

    // A broker tells its clients under which address to call it again, so each kind of client has a listener of its own.
    private static void Listen(EnvironmentCallbackContext context, KafkaServerResource kafka)
    {
        var variables = context.EnvironmentVariables;
        variables["KAFKA_LISTENERS"] =
            $"PLAINTEXT://localhost:{BrokerPort},CONTROLLER://localhost:29093,PLAINTEXT_HOST://0.0.0.0:{PublicPort},PLAINTEXT_INTERNAL://0.0.0.0:{InternalPort}";
        variables["KAFKA_LISTENER_SECURITY_PROTOCOL_MAP"] =
            "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,PLAINTEXT_HOST:PLAINTEXT,PLAINTEXT_INTERNAL:PLAINTEXT";
        var (host, port) = context.ExecutionContext.IsRunMode
            ? (ReferenceExpression.Create($"localhost"), Publicly(kafka.Port))
            : (ReferenceExpression.Create($"{kafka.Host}"), ReferenceExpression.Create($"{kafka.Port}"));
        var innerPort = kafka.InternalEndpoint.Property(EndpointProperty.TargetPort);
        variables["KAFKA_ADVERTISED_LISTENERS"] = ReferenceExpression.Create(
            $"PLAINTEXT://localhost:{BrokerPort.ToString(System.Globalization.CultureInfo.InvariantCulture)},PLAINTEXT_HOST://{host}:{port},PLAINTEXT_INTERNAL://{kafka.Name}:{innerPort}");
    }

    // The broker runs in a container, but the clients of this listener do not: they see the port of this machine.
    private static ReferenceExpression Publicly(EndpointReferenceExpression port)
    {
        var seenFromHere = new EndpointReference(port.Endpoint.Resource, port.Endpoint.EndpointName, KnownNetworkIdentifiers.LocalhostNetwork);
        return ReferenceExpression.Create($"{seenFromHere.Property(EndpointProperty.Port)}");
    }
}
