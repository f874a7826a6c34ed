using System.Net;

namespace Grpc.Net.Client.Balancer;

/// <summary>One address of several.</summary>
public sealed record BalancerAddress
{
    /// <summary>An address.</summary>
    public BalancerAddress(string host, int port)
        : this(new DnsEndPoint(host, port))
    {
    }

    /// <summary>An address.</summary>
    public BalancerAddress(DnsEndPoint endPoint)
    {
        ArgumentNullException.ThrowIfNull(endPoint);
        EndPoint = endPoint;
    }

    /// <summary>Host and port.</summary>
    public DnsEndPoint EndPoint { get; }

    /// <summary>"host:port".</summary>
    public override string ToString() => EndPoint.Host.Contains(':', StringComparison.Ordinal) && !EndPoint.Host.StartsWith('[')
        ? $"[{EndPoint.Host}]:{EndPoint.Port}"
        : $"{EndPoint.Host}:{EndPoint.Port}";
}
