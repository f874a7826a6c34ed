namespace Grpc.Net.ClientFactory;

/// <summary>How long an interceptor lives.</summary>
public enum InterceptorScope
{
    /// <summary>As long as the channel: all clients of a name share it.</summary>
    Channel,

    /// <summary>As long as the client.</summary>
    Client,
}
