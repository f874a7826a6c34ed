using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace OtelShop.Dashboard.Listeners;

/// <summary>Opens the listeners that the settings ask for.</summary>
internal sealed class KestrelListeners(IOptions<DashboardOptions> options, DashboardAddresses addresses) : IConfigureOptions<KestrelServerOptions>
{
    public void Configure(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        foreach (var listener in Listener.All)
        {
            foreach (var url in listener.UrlsOf(options.Value))
            {
                if (ListenAddress.TryParse(url, out var address))
                    Open(kestrel, listener, address);
            }
        }
    }

    private void Open(KestrelServerOptions kestrel, Listener listener, ListenAddress address)
    {
        void Describe(ListenOptions listen)
        {
            // Without TLS nothing is negotiated: a port speaks one version, and gRPC needs the second.
            listen.Protocols = listener == Listener.OtlpGrpc ? HttpProtocols.Http2 : HttpProtocols.Http1;
            if (address.IsSecure)
                listen.UseHttps();
            listen.Use(next => connection =>
            {
                connection.Features.Set(listener);
                return next(connection);
            });
            addresses.Add(listener, address, listen);
        }

        if (address.Address is { } ip)
            kestrel.Listen(ip, address.Port, Describe);
        else
            kestrel.ListenAnyIP(address.Port, Describe);
    }
}
