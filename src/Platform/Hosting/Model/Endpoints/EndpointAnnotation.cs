using System.Net.Sockets;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>One address on which a resource listens.</summary>
public sealed class EndpointAnnotation : IResourceAnnotation
{
    private int? _port;
    private int? _targetPort;

    /// <summary>Describes an endpoint of this machine.</summary>
    /// <param name="protocol">TCP or UDP.</param>
    /// <param name="uriScheme">Null means the protocol's name.</param>
    /// <param name="transport"><c>http</c>, <c>http2</c> or <c>tcp</c>. Null means <c>http</c> for the schemes http and https, else the protocol's name.</param>
    /// <param name="name">Null means the scheme.</param>
    /// <param name="port">Port for callers. Null means that the host chooses.</param>
    /// <param name="targetPort">Port on which the process listens. Null means that the host chooses.</param>
    /// <param name="isExternal">Whether callers from outside of the system use it. Null means no.</param>
    /// <param name="isProxied">Whether the two ports may differ.</param>
    public EndpointAnnotation(
        ProtocolType protocol,
        string? uriScheme = null,
        string? transport = null,
        [EndpointName] string? name = null,
        int? port = null,
        int? targetPort = null,
        bool? isExternal = null,
        bool isProxied = true)
    {
        Protocol = protocol;
        UriScheme = uriScheme ?? ProtocolName;
        Transport = transport ?? (UriScheme is "http" or "https" ? "http" : ProtocolName);
        Name = name ?? UriScheme;
        ModelName.Validate("Endpoint", Name);
        _port = port;
        _targetPort = targetPort;
        IsExternal = isExternal ?? false;
        IsProxied = isProxied;
        AllAllocatedEndpoints.TryAdd(DefaultNetworkID, AllocatedEndpointSnapshot);
    }

    /// <summary>Unique within the resource.</summary>
    public string Name { get; set; }

    /// <summary>TCP or UDP.</summary>
    public ProtocolType Protocol { get; set; }

    /// <summary>First part of the URL.</summary>
    public string UriScheme { get; set; }

    /// <summary><c>http</c>, <c>http2</c> (HTTP/2 without TLS needs callers that know) or <c>tcp</c>.</summary>
    public string Transport { get; set; }

    /// <summary>Address on which the process listens. Default <c>localhost</c>.</summary>
    public string TargetHost { get; set; } = KnownHostNames.Localhost;

    /// <summary>Port for callers. Null means that the host chooses.</summary>
    public int? Port
    {
        get => _port ?? (IsProxied ? null : _targetPort);
        set => _port = value;
    }

    /// <summary>Port on which the process listens. Null means that the host chooses.</summary>
    public int? TargetPort
    {
        get => _targetPort ?? (IsProxied ? null : _port);
        set => _targetPort = value;
    }

    /// <summary>Whether callers from outside of the system use it.</summary>
    public bool IsExternal { get; set; }

    /// <summary>Whether <see cref="Port"/> and <see cref="TargetPort"/> may differ. When not, each defaults to the other.</summary>
    public bool IsProxied { get; set; }

    /// <summary>The network to which <see cref="AllocatedEndpoint"/> belongs.</summary>
    public NetworkIdentifier DefaultNetworkID { get; } = KnownNetworkIdentifiers.LocalhostNetwork;

    /// <summary>The address given out by the host, once there is one.</summary>
    public ValueSnapshot<AllocatedEndpoint> AllocatedEndpointSnapshot { get; } = new();

    /// <summary>The addresses given out by the host, one a network.</summary>
    public NetworkEndpointSnapshotList AllAllocatedEndpoints { get; } = [];

    /// <summary>The address given out by the host. Null until there is one.</summary>
    public AllocatedEndpoint? AllocatedEndpoint
    {
        get
        {
            var value = AllocatedEndpointSnapshot.GetValueAsync();
            return value.IsCompletedSuccessfully ? value.Result : null;
        }

        set
        {
            if (value is not null)
                AllocatedEndpointSnapshot.SetValue(value);
        }
    }

    private string ProtocolName => Protocol == ProtocolType.Udp ? "udp" : "tcp";
}
