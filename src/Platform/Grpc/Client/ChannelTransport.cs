using Grpc.Net.Client.Balancer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Grpc.Net.Client;

/// <summary>What sends a channel's requests, and, for addresses that stand for several, what picks one.</summary>
internal sealed class ChannelTransport : IDisposable
{
    private readonly bool _isOurs;

    private ChannelTransport(HttpMessageInvoker http, AddressPicker? picker, bool isOurs)
    {
        Http = http;
        Picker = picker;
        _isOurs = isOurs;
    }

    public HttpMessageInvoker Http { get; }

    public AddressPicker? Picker { get; }

    public static ChannelTransport Create(Uri address, GrpcChannelOptions options, ChannelSurroundings surroundings)
    {
        if (options.HttpClient is not null && options.HttpHandler is not null)
        {
            throw new ArgumentException("A channel takes an HttpClient or an HttpHandler, not both.", nameof(options));
        }

        var isHttp = address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps;
        if (isHttp && options.Credentials is { } credentials && credentials.IsSecure != (address.Scheme == Uri.UriSchemeHttps))
        {
            throw new InvalidOperationException($"The channel's credentials do not fit the scheme of '{address}'.");
        }

        var picker = isHttp ? null : CreatePicker(address, options, surroundings);
        if (options.HttpClient is not null) { return new ChannelTransport(options.HttpClient, picker, options.DisposeHttpClient); }
        if (options.HttpHandler is null) { return new ChannelTransport(new HttpMessageInvoker(CreateHandler()), picker, isOurs: true); }

        SilenceHttpSpans(options.HttpHandler);
        return new ChannelTransport(new HttpMessageInvoker(options.HttpHandler, options.DisposeHttpClient), picker, options.DisposeHttpClient);
    }

    /// <summary>A handler as gRPC wants it: many calls over few connections that are kept alive, and no HTTP span around each call.</summary>
    public static SocketsHttpHandler CreateHandler() => new()
    {
        EnableMultipleHttp2Connections = true,
        KeepAlivePingDelay = TimeSpan.FromSeconds(60),
        KeepAlivePingTimeout = TimeSpan.FromSeconds(30),
        PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
        ConnectTimeout = TimeSpan.FromSeconds(20),
        ActivityHeadersPropagator = null,
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
    };

    public void Dispose()
    {
        Picker?.Dispose();
        if (_isOurs) { Http.Dispose(); }
    }

    private static AddressPicker CreatePicker(Uri address, GrpcChannelOptions options, ChannelSurroundings surroundings)
    {
        var isSecure = (options.Credentials ?? throw new InvalidOperationException($"The scheme of '{address}' does not say whether to encrypt: set Credentials.")).IsSecure;
        var factory = options.ServiceProvider?.GetServices<ResolverFactory>().FirstOrDefault(one => one.Name == address.Scheme)
            ?? (address.Scheme == "dns" ? new DnsResolverFactory(Timeout.InfiniteTimeSpan) : null)
            ?? throw new InvalidOperationException($"No resolver is registered for addresses with the scheme '{address.Scheme}'.");
        var loggers = options.LoggerFactory ?? options.ServiceProvider?.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance;
        var resolver = factory.Create(new ResolverOptions(address, isSecure ? 443 : 80, loggers, surroundings.Clock));
        return new AddressPicker(address, resolver, isSecure, options, surroundings);
    }

    // The call has its own span; a second one for its HTTP request would say the same again.
    private static void SilenceHttpSpans(HttpMessageHandler handler)
    {
        var innermost = handler;
        while (innermost is DelegatingHandler { InnerHandler: { } inner }) { innermost = inner; }
        if (innermost is not SocketsHttpHandler { ActivityHeadersPropagator: not null } sockets) { return; }
        try
        {
            sockets.ActivityHeadersPropagator = null;
        }
        catch (InvalidOperationException)
        {
            // The handler has been used before, so it is not the channel's alone: its owner wants it as it is.
        }
    }
}
