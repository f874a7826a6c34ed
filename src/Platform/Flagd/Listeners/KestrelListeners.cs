using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace OtelShop.Flagd.Listeners;

/// <summary>Adds to the configured endpoints what configuration cannot say: which port a connection came to, and both versions of HTTP at the first.</summary>
internal sealed class KestrelListeners(ListenerAddresses addresses, EitherHttpVersion either) : IPostConfigureOptions<KestrelServerOptions>
{
    public void PostConfigure(string? name, KestrelServerOptions kestrel)
    {
        foreach (var listener in Listener.All)
            kestrel.ConfigurationLoader?.Endpoint(listener.EndpointName, endpoint => Describe(listener, endpoint.ListenOptions));
    }

    private void Describe(Listener listener, ListenOptions listen)
    {
        addresses.Add(listener, listen);
        listen.Use(next => connection =>
        {
            connection.Features.Set(listener);
            return next(connection);
        });
        if (listener == Listener.Sync)
            listen.Use(either.LendHttp2);
        else if (listener == Listener.Evaluation)
            listen.Use(either.Serve);
    }
}
