using Grpc.Core;

namespace Grpc.Net.Client.Balancer;

/// <summary>What a resolver found.</summary>
public sealed class ResolverResult
{
    private ResolverResult(Status status, IReadOnlyList<BalancerAddress>? addresses)
    {
        Status = status;
        Addresses = addresses;
    }

    /// <summary>Why nothing was found, or OK.</summary>
    public Status Status { get; }

    /// <summary>The addresses; null when there was an error.</summary>
    public IReadOnlyList<BalancerAddress>? Addresses { get; }

    /// <summary>An error. Addresses found earlier stay in use.</summary>
    public static ResolverResult ForFailure(Status status) => new(status, null);

    /// <summary>Addresses.</summary>
    public static ResolverResult ForResult(IReadOnlyList<BalancerAddress> addresses)
    {
        ArgumentNullException.ThrowIfNull(addresses);
        return new ResolverResult(Status.DefaultSuccess, addresses);
    }
}
