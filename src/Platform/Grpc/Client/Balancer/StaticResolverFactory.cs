namespace Grpc.Net.Client.Balancer;

/// <summary>Addresses with the scheme "static": a function gives what is behind them.</summary>
/// <param name="addressesCallback">The function.</param>
public sealed class StaticResolverFactory(Func<Uri, IEnumerable<BalancerAddress>> addressesCallback) : ResolverFactory
{
    /// <inheritdoc />
    public override string Name => "static";

    /// <inheritdoc />
    public override Resolver Create(ResolverOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new StaticResolver([.. addressesCallback(options.Address)]);
    }
}
