namespace Aspire.Hosting.ApplicationModel;

/// <summary>A Valkey server: it speaks Redis.</summary>
public class ValkeyResource : ContainerResource, IResourceWithConnectionString
{
    internal const string PrimaryEndpointName = "tcp";

    /// <summary>Describes a server without a password.</summary>
    public ValkeyResource(string name) : base(name) => PrimaryEndpoint = new(this, PrimaryEndpointName);

    /// <summary>Describes a server with a password.</summary>
    public ValkeyResource(string name, ParameterResource password) : this(name) => PasswordParameter = password;

    /// <summary>Where it listens.</summary>
    public EndpointReference PrimaryEndpoint { get; }

    /// <summary>Host of <see cref="PrimaryEndpoint"/>.</summary>
    public EndpointReferenceExpression Host => PrimaryEndpoint.Property(EndpointProperty.Host);

    /// <summary>Port of <see cref="PrimaryEndpoint"/>.</summary>
    public EndpointReferenceExpression Port => PrimaryEndpoint.Property(EndpointProperty.Port);

    /// <summary>Password. Null means none.</summary>
    public ParameterResource? PasswordParameter { get; }

    /// <inheritdoc/>
    public ReferenceExpression ConnectionStringExpression => this.Redirected() ?? RedisExpressions.ConnectionString(PrimaryEndpoint, PasswordParameter);

    /// <summary>Address and password as <c>valkey://:password@host:port</c>.</summary>
    public ReferenceExpression UriExpression => RedisExpressions.Uri(PrimaryEndpoint, PasswordParameter, "valkey");

    IEnumerable<KeyValuePair<string, ReferenceExpression>> IResourceWithConnectionString.GetConnectionProperties() =>
        RedisExpressions.Properties(PrimaryEndpoint, PasswordParameter, "valkey");
}
