namespace Aspire.Hosting.ApplicationModel;

/// <summary>The address that the host gave to an endpoint.</summary>
public sealed class AllocatedEndpoint
{
    /// <summary>An address on this machine.</summary>
    public AllocatedEndpoint(EndpointAnnotation endpoint, string address, int port, string? targetPortExpression = null)
        : this(endpoint, address, port, EndpointBindingMode.SingleAddress, targetPortExpression)
    {
    }

    /// <summary>An address on a network.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="address">Host name or IP address for callers.</param>
    /// <param name="port">Port for callers.</param>
    /// <param name="bindingMode">Addresses on which the process listens.</param>
    /// <param name="targetPortExpression">Port on which the process listens. Null means <paramref name="port"/>.</param>
    /// <param name="networkID">Network of the callers. Null means that of the endpoint.</param>
    public AllocatedEndpoint(
        EndpointAnnotation endpoint,
        string address,
        int port,
        EndpointBindingMode bindingMode,
        string? targetPortExpression = null,
        NetworkIdentifier? networkID = null)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentException.ThrowIfNullOrWhiteSpace(address);
        ArgumentOutOfRangeException.ThrowIfLessThan(port, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, 65535);
        Endpoint = endpoint;
        Address = address;
        Port = port;
        BindingMode = bindingMode;
        TargetPortExpression = targetPortExpression;
        NetworkID = networkID ?? endpoint.DefaultNetworkID;
    }

    /// <summary>The endpoint.</summary>
    public EndpointAnnotation Endpoint { get; }

    /// <summary>Host name or IP address for callers.</summary>
    public string Address { get; }

    /// <summary>Port for callers.</summary>
    public int Port { get; }

    /// <summary>Addresses on which the process listens.</summary>
    public EndpointBindingMode BindingMode { get; }

    /// <summary>Port on which the process listens. Null means <see cref="Port"/>.</summary>
    public string? TargetPortExpression { get; }

    /// <summary>Network of the callers.</summary>
    public NetworkIdentifier NetworkID { get; }

    /// <summary>First part of the URL.</summary>
    public string UriScheme => Endpoint.UriScheme;

    /// <summary>Host and port.</summary>
    public string EndPointString => $"{Address}:{Port}";

    /// <summary>The URL.</summary>
    public string UriString => $"{UriScheme}://{EndPointString}";

    /// <inheritdoc/>
    public override string ToString() => UriString;
}
