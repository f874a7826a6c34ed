namespace Grpc.Net.Client.Balancer;

/// <summary>Makes resolvers for a scheme of addresses.</summary>
public abstract class ResolverFactory
{
    /// <summary>The scheme.</summary>
    public abstract string Name { get; }

    /// <summary>Makes a resolver.</summary>
    public abstract Resolver Create(ResolverOptions options);
}
