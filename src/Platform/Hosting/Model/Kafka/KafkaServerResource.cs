namespace Aspire.Hosting;

/// <summary>A Kafka broker.</summary>
public class KafkaServerResource : ContainerResource, IResourceWithConnectionString
{
    internal const string PrimaryEndpointName = "tcp";
    internal const string InternalEndpointName = "internal";

    /// <summary>Describes the broker.</summary>
    public KafkaServerResource(string name) : base(name)
    {
        PrimaryEndpoint = new(this, PrimaryEndpointName);
        InternalEndpoint = new(this, InternalEndpointName);
    }

    /// <summary>Where it listens for processes of this machine.</summary>
    public EndpointReference PrimaryEndpoint { get; }

    /// <summary>Where it listens for containers: a broker tells each client its own address, so the two kinds need two.</summary>
    public EndpointReference InternalEndpoint { get; }

    /// <summary>Host of <see cref="PrimaryEndpoint"/>.</summary>
    public EndpointReferenceExpression Host => PrimaryEndpoint.Property(EndpointProperty.Host);

    /// <summary>Port of <see cref="PrimaryEndpoint"/>.</summary>
    public EndpointReferenceExpression Port => PrimaryEndpoint.Property(EndpointProperty.Port);

    /// <inheritdoc/>
    public ReferenceExpression ConnectionStringExpression =>
        this.Redirected() ?? ReferenceExpression.Create($"{PrimaryEndpoint.Property(EndpointProperty.HostAndPort)}");

    IEnumerable<KeyValuePair<string, ReferenceExpression>> IResourceWithConnectionString.GetConnectionProperties() =>
    [
        new("Host", ReferenceExpression.Create($"{Host}")),
        new("Port", ReferenceExpression.Create($"{Port}")),
    ];
}
