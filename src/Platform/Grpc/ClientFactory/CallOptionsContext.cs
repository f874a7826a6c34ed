using Grpc.Core;

namespace Grpc.Net.ClientFactory;

/// <summary>The options of one call, to be changed.</summary>
public sealed class CallOptionsContext
{
    internal CallOptionsContext(CallOptions callOptions, IServiceProvider serviceProvider)
    {
        CallOptions = callOptions;
        ServiceProvider = serviceProvider;
    }

    /// <summary>The options.</summary>
    public CallOptions CallOptions { get; set; }

    /// <summary>The services of whoever asked for the client.</summary>
    public IServiceProvider ServiceProvider { get; }
}
