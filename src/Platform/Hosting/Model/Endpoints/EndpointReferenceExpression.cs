using System.Globalization;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A part of an endpoint's address, to be used in expressions.</summary>
/// <param name="endpointReference">The endpoint.</param>
/// <param name="property">The part.</param>
public sealed class EndpointReferenceExpression(EndpointReference endpointReference, EndpointProperty property)
    : IManifestExpressionProvider, IValueProvider, IValueWithReferences
{
    /// <summary>The endpoint.</summary>
    public EndpointReference Endpoint { get; } = endpointReference;

    /// <summary>The part.</summary>
    public EndpointProperty Property { get; } = property;

    /// <inheritdoc/>
    public string ValueExpression => Property == EndpointProperty.HostAndPort
        ? $"{Endpoint.Expression("host")}:{Endpoint.Expression("port")}"
        : Endpoint.Expression(Property switch
        {
            EndpointProperty.Url => "url",
            EndpointProperty.Port => "port",
            EndpointProperty.Scheme => "scheme",
            EndpointProperty.TargetPort => "targetPort",
            _ => "host",
        });

    IEnumerable<object> IValueWithReferences.References => [Endpoint];

    /// <summary>The part, as a process of this machine sees it. Waits until there is an address.</summary>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) =>
        GetValueAsync(new ValueProviderContext(), cancellationToken);

    /// <summary>The part, as the caller named by <paramref name="context"/> sees it. Waits until there is an address.</summary>
    public async ValueTask<string?> GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (Property == EndpointProperty.Scheme)
            return Endpoint.Scheme;
        if (Property == EndpointProperty.TargetPort)
            return await TargetPortAsync(context, cancellationToken).ConfigureAwait(false);

        var (scheme, host, port) = await AddressAsync(context, cancellationToken).ConfigureAwait(false);
        return Property switch
        {
            EndpointProperty.Url => $"{scheme}://{host}:{port}",
            EndpointProperty.HostAndPort => $"{host}:{port}",
            EndpointProperty.Port => port.ToString(CultureInfo.InvariantCulture),
            EndpointProperty.IPV4Host => host == KnownHostNames.Localhost ? "127.0.0.1" : host,
            _ => host,
        };
    }

    private async Task<string> TargetPortAsync(ValueProviderContext context, CancellationToken cancellationToken)
    {
        var annotation = Endpoint.EndpointAnnotation;
        if (context.Caller == Endpoint.Resource && context.Instance?.TargetPorts.TryGetValue(annotation.Name, out var ownPort) == true)
            return ownPort.ToString(CultureInfo.InvariantCulture);
        if (annotation.TargetPort is { } fixedPort)
            return fixedPort.ToString(CultureInfo.InvariantCulture);

        var allocated = await annotation.AllocatedEndpointSnapshot.GetValueAsync(cancellationToken).ConfigureAwait(false);
        return allocated.TargetPortExpression ?? allocated.Port.ToString(CultureInfo.InvariantCulture);
    }

    private async Task<(string Scheme, string Host, int Port)> AddressAsync(ValueProviderContext context, CancellationToken cancellationToken)
    {
        var annotation = Endpoint.EndpointAnnotation;
        var network = Endpoint.ContextNetworkID ?? context.Network ?? KnownNetworkIdentifiers.LocalhostNetwork;
        var own = annotation.AllAllocatedEndpoints.On(network);
        var allocated = await (own ?? annotation.AllocatedEndpointSnapshot).GetValueAsync(cancellationToken).ConfigureAwait(false);

        // A container reaches what listens on this machine through the bridge, unless the runner knows an address on the container's own network.
        var fromContainer = own is null && network == KnownNetworkIdentifiers.DefaultAspireContainerNetwork;
        var host = fromContainer && allocated.Address is (KnownHostNames.Localhost or "127.0.0.1")
            ? KnownHostNames.DockerDesktopHostBridge
            : allocated.Address;
        return (annotation.UriScheme, host, allocated.Port);
    }
}
