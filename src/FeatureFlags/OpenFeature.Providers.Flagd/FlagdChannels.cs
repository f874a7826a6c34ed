using System.Net.Security;
using Grpc.Net.Client;

namespace OpenFeature.Providers.Flagd;

/// <summary>Makes connections to the daemon. Each attempt has its own: one that was frozen is not tried again.</summary>
internal sealed class FlagdChannels(Uri address, FlagdOptions options, SslClientAuthenticationOptions? tls = null)
{
    /// <summary>How long a new connection, and then a new stream on it, may be silent.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private const long EnhanceYourCalm = 0xb;

    // The shortest that the handler takes.
    private static readonly TimeSpan ShortestPing = TimeSpan.FromSeconds(1);

    private TimeSpan _keepAlive = options.KeepAlive;

    public GrpcChannel Open() =>
        GrpcChannel.ForAddress(address, new GrpcChannelOptions { HttpHandler = CreateHandler(), DisposeHttpClient = true });

    /// <summary>Pings no more when a connection ended because its server takes pings for an attack, as gRPC's own servers do.</summary>
    public void Learn(Exception end)
    {
        for (var cause = end; cause is not null; cause = cause.InnerException)
        {
            if (cause is HttpProtocolException { ErrorCode: EnhanceYourCalm } || cause.Message.Contains("too many pings", StringComparison.OrdinalIgnoreCase))
                _keepAlive = TimeSpan.Zero;
        }
    }

    internal SocketsHttpHandler CreateHandler()
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
        if (tls is not null)
            handler.SslOptions = tls;
        if (_keepAlive > TimeSpan.Zero)
        {
            handler.KeepAlivePingDelay = _keepAlive < ShortestPing ? ShortestPing : _keepAlive;
            handler.KeepAlivePingTimeout = TimeSpan.FromSeconds(2);
        }

        return handler;
    }
}
