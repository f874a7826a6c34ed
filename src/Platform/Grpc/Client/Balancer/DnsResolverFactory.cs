namespace Grpc.Net.Client.Balancer;

/// <summary>Addresses with the scheme "dns": every address that the name has is used.</summary>
/// <param name="refreshInterval">How often the name is looked up again; <see cref="Timeout.InfiniteTimeSpan"/> for after failures only.</param>
public sealed class DnsResolverFactory(TimeSpan refreshInterval) : ResolverFactory
{
    /// <inheritdoc />
    public override string Name => "dns";

    /// <inheritdoc />
    public override Resolver Create(ResolverOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new DnsResolver(options, refreshInterval);
    }
}
