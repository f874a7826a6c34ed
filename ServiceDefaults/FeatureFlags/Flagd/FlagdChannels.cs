using Grpc.Net.Client;

namespace OpenFeature.Providers.Flagd;

/// <summary>Makes connections to the daemon. Each attempt has its own: one that was frozen is not tried again.</summary>
internal sealed class FlagdChannels(Uri address, FlagdOptions options)
{
    /// <summary>How long a new connection, and then a new stream on it, may be silent.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // The shortest that the handler takes.
    private static readonly TimeSpan ShortestPing = TimeSpan.FromSeconds(1);

    public GrpcChannel Open()
    {
        var handler = new SocketsHttpHandler
        {
            ConnectTimeout = Patience,
            ActivityHeadersPropagator = null,
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
        };
        if (options.KeepAlive > TimeSpan.Zero)
        {
            handler.KeepAlivePingDelay = options.KeepAlive < ShortestPing ? ShortestPing : options.KeepAlive;
            handler.KeepAlivePingTimeout = TimeSpan.FromSeconds(2);
        }

        return GrpcChannel.ForAddress(address, new GrpcChannelOptions { HttpHandler = handler, DisposeHttpClient = true });
    }
}
