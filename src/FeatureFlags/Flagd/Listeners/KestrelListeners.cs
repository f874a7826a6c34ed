using Microsoft.AspNetCore.Server.Kestrel;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace OtelShop.Flagd.Listeners;

/// <summary>Adds to the configured endpoints what configuration cannot express: a listener feature per connection, and both HTTP versions where flagd has them.</summary>
internal sealed class KestrelListeners(ListenerAddresses addresses, HttpVersionDetection either) : IPostConfigureOptions<KestrelServerOptions>
{
    public void PostConfigure(string? name, KestrelServerOptions kestrel)
    {
        // Streams may be silent for hours; a dead client must not keep its stream.
        kestrel.Limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(30);
        kestrel.Limits.Http2.KeepAlivePingTimeout = TimeSpan.FromSeconds(20);
        foreach (var listener in Listener.All)
            kestrel.ConfigurationLoader?.Endpoint(listener.EndpointName, endpoint => Describe(listener, endpoint));
    }

    private void Describe(Listener listener, EndpointConfiguration endpoint)
    {
        var listen = endpoint.ListenOptions;
        addresses.Add(listener, listen);
        listen.Use(next => connection =>
        {
            connection.Features.Set(listener);
            return next(connection);
        });
        if (listener == Listener.Sync)
        {
            // Kestrel would add TLS behind what is added here, and the cleartext connections of other ports would end in it.
            if (endpoint.IsHttps)
                listen.UseHttps(endpoint.HttpsOptions);
            listen.Use(either.LendHttp2);
        }
        else if (listener == Listener.Evaluation || listener == Listener.Management)
            listen.Use(either.Serve);
    }
}
