namespace Grpc.Net.ClientFactory;

/// <summary>Makes registered clients by name.</summary>
public abstract class GrpcClientFactory
{
    /// <summary>Makes a client.</summary>
    /// <typeparam name="TClient">Its type.</typeparam>
    /// <param name="name">The name that it was registered with: that of its type where none was given.</param>
    /// <exception cref="InvalidOperationException">No client is registered with this name.</exception>
    public abstract TClient CreateClient<TClient>(string name)
        where TClient : class;
}
