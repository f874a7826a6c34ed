using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace OtelShop.Dashboard.Listeners;

/// <summary>Where the dashboard really listens, once it has started.</summary>
public sealed class DashboardAddresses
{
    private readonly List<(Listener Listener, string Scheme, ListenOptions Options)> _opened = [];

    /// <summary>First address of the pages.</summary>
    public Uri Frontend => First(Listener.Pages)!;

    /// <summary>Where OTLP over gRPC is taken in. Null when it is turned off.</summary>
    public Uri? OtlpGrpc => First(Listener.OtlpGrpc);

    /// <summary>Where OTLP over HTTP is taken in. Null when it is turned off.</summary>
    public Uri? OtlpHttp => First(Listener.OtlpHttp);

    internal void Add(Listener listener, string scheme, ListenOptions options) => _opened.Add((listener, scheme, options));

    private Uri? First(Listener listener) => _opened.Where(o => o.Listener == listener)
        .Select(o => new UriBuilder(o.Scheme, Reachable(o.Options.IPEndPoint!), o.Options.IPEndPoint!.Port).Uri)
        .FirstOrDefault();

    private static string Reachable(IPEndPoint endPoint) =>
        endPoint.Address.Equals(IPAddress.Any) || endPoint.Address.Equals(IPAddress.IPv6Any) ? "127.0.0.1" : endPoint.Address.ToString();
}
