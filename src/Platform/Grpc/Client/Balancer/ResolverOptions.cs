using Microsoft.Extensions.Logging;

namespace Grpc.Net.Client.Balancer;

/// <summary>What a resolver is made with.</summary>
public sealed class ResolverOptions
{
    internal ResolverOptions(Uri address, int defaultPort, ILoggerFactory loggerFactory, TimeProvider clock)
    {
        Address = address;
        DefaultPort = defaultPort;
        LoggerFactory = loggerFactory;
        Clock = clock;
    }

    /// <summary>The channel's address.</summary>
    public Uri Address { get; }

    /// <summary>The port where the address names none.</summary>
    public int DefaultPort { get; }

    /// <summary>Takes the resolver's log.</summary>
    public ILoggerFactory LoggerFactory { get; }

    internal TimeProvider Clock { get; }
}
