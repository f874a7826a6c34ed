using System.Net.Sockets;

namespace Aspire.Hosting;

/// <content>Endpoints.</content>
public static partial class ResourceBuilderExtensions
{
    /// <summary>Adds an endpoint.</summary>
    /// <param name="builder">The resource that listens.</param>
    /// <param name="port">Port for callers. Null means that the host chooses.</param>
    /// <param name="targetPort">Port on which the process listens. Null means that the host chooses.</param>
    /// <param name="scheme">First part of the URL. Null means the protocol's name.</param>
    /// <param name="name">Null means the scheme.</param>
    /// <param name="env">Variable that tells the process its target port. Null means none.</param>
    /// <param name="isProxied">Whether the two ports may differ.</param>
    /// <param name="isExternal">Whether callers from outside of the system use it. Null means no.</param>
    /// <param name="protocol">Null means TCP.</param>
    /// <exception cref="DistributedApplicationException">The resource has an endpoint of that name.</exception>
    public static IResourceBuilder<T> WithEndpoint<T>(
        this IResourceBuilder<T> builder,
        int? port = null,
        int? targetPort = null,
        string? scheme = null,
        [EndpointName] string? name = null,
        string? env = null,
        bool isProxied = true,
        bool? isExternal = null,
        ProtocolType? protocol = null)
        where T : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(builder);
        var annotation = new EndpointAnnotation(protocol ?? ProtocolType.Tcp, scheme, null, name, port, targetPort, isExternal, isProxied);
        if (Find(builder.Resource, annotation.Name) is not null)
            throw new DistributedApplicationException($"'{builder.Resource.Name}' has an endpoint named '{annotation.Name}' already.");
        if (env is not null)
        {
            var reference = new EndpointReference(builder.Resource, annotation).Property(EndpointProperty.TargetPort);
            builder.WithAnnotation(new EnvironmentCallbackAnnotation(context => context.EnvironmentVariables[env] = reference));
        }

        return builder.WithAnnotation(annotation);
    }

    /// <summary>Changes an endpoint.</summary>
    /// <param name="builder">The resource that listens.</param>
    /// <param name="endpointName">Name of the endpoint.</param>
    /// <param name="callback">Changes it.</param>
    /// <param name="createIfNotExists">Whether an endpoint that is not there is added; else nothing happens.</param>
    public static IResourceBuilder<T> WithEndpoint<T>(
        this IResourceBuilder<T> builder, [EndpointName] string endpointName, Action<EndpointAnnotation> callback, bool createIfNotExists = true)
        where T : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(callback);
        var endpoint = Find(builder.Resource, endpointName);
        if (endpoint is null && createIfNotExists)
        {
            endpoint = new EndpointAnnotation(ProtocolType.Tcp, name: endpointName);
            callback(endpoint);
            return builder.WithAnnotation(endpoint);
        }

        if (endpoint is not null)
            callback(endpoint);
        return builder;
    }

    /// <summary>Adds an HTTP endpoint.</summary>
    /// <param name="builder">The resource that listens.</param>
    /// <param name="port">Port for callers. Null means that the host chooses.</param>
    /// <param name="targetPort">Port on which the process listens. Null means that the host chooses.</param>
    /// <param name="name">Null means <c>http</c>.</param>
    /// <param name="env">Variable that tells the process its target port. Null means none.</param>
    /// <param name="isProxied">Whether the two ports may differ.</param>
    public static IResourceBuilder<T> WithHttpEndpoint<T>(
        this IResourceBuilder<T> builder,
        int? port = null,
        int? targetPort = null,
        [EndpointName] string? name = null,
        string? env = null,
        bool isProxied = true)
        where T : IResourceWithEndpoints => builder.WithEndpoint(port, targetPort, Uri.UriSchemeHttp, name, env, isProxied);

    /// <summary>Adds an HTTPS endpoint.</summary>
    /// <param name="builder">The resource that listens.</param>
    /// <param name="port">Port for callers. Null means that the host chooses.</param>
    /// <param name="targetPort">Port on which the process listens. Null means that the host chooses.</param>
    /// <param name="name">Null means <c>https</c>.</param>
    /// <param name="env">Variable that tells the process its target port. Null means none.</param>
    /// <param name="isProxied">Whether the two ports may differ.</param>
    public static IResourceBuilder<T> WithHttpsEndpoint<T>(
        this IResourceBuilder<T> builder,
        int? port = null,
        int? targetPort = null,
        [EndpointName] string? name = null,
        string? env = null,
        bool isProxied = true)
        where T : IResourceWithEndpoints => builder.WithEndpoint(port, targetPort, Uri.UriSchemeHttps, name, env, isProxied);

    /// <summary>Lets callers from outside of the system use every HTTP and HTTPS endpoint described so far.</summary>
    public static IResourceBuilder<T> WithExternalHttpEndpoints<T>(this IResourceBuilder<T> builder) where T : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(builder);
        foreach (var endpoint in HttpEndpoints(builder.Resource))
            endpoint.IsExternal = true;
        return builder;
    }

    /// <summary>Says that every HTTP and HTTPS endpoint described so far speaks HTTP/2 only.</summary>
    public static IResourceBuilder<T> AsHttp2Service<T>(this IResourceBuilder<T> builder) where T : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(builder);
        foreach (var endpoint in HttpEndpoints(builder.Resource))
            endpoint.Transport = "http2";
        return builder;
    }

    /// <summary>Points at an endpoint by name; it may be described later.</summary>
    public static EndpointReference GetEndpoint<T>(this IResourceBuilder<T> builder, [EndpointName] string name) where T : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Resource.GetEndpoint(name);
    }

    /// <summary>Points at an endpoint by name, as seen from a network; it may be described later.</summary>
    public static EndpointReference GetEndpoint<T>(
        this IResourceBuilder<T> builder, [EndpointName] string name, NetworkIdentifier contextNetworkID) where T : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Resource.GetEndpoint(name, contextNetworkID);
    }

    private static IEnumerable<EndpointAnnotation> HttpEndpoints(IResource resource) =>
        resource.Annotations.OfType<EndpointAnnotation>().Where(e => e.UriScheme is "http" or "https");

    private static EndpointAnnotation? Find(IResource resource, string endpointName) => resource.Annotations.OfType<EndpointAnnotation>()
        .FirstOrDefault(e => string.Equals(e.Name, endpointName, StringComparison.OrdinalIgnoreCase));
}
