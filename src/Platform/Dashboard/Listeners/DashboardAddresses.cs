using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace OtelShop.Dashboard.Listeners;

/// <summary>Where the dashboard really listens, once it has started: port 0 has become a number.</summary>
public sealed class DashboardAddresses
{
    private readonly List<(Listener Listener, ListenAddress Asked, ListenOptions Bound)> _all = [];

    /// <summary>First address of the pages.</summary>
    public Uri Frontend => First(Listener.Pages)!;

    /// <summary>Where OTLP over gRPC is taken in. Null when it is turned off.</summary>
    public Uri? OtlpGrpc => First(Listener.OtlpGrpc);

    /// <summary>Where OTLP over HTTP is taken in. Null when it is turned off.</summary>
    public Uri? OtlpHttp => First(Listener.OtlpHttp);

    internal IReadOnlyList<Uri> All(Listener listener) =>
        [.. _all.Where(a => a.Listener == listener).Select(a => a.Asked.Reachable(a.Bound.IPEndPoint?.Port ?? a.Asked.Port))];

    internal bool IsOpenToOthers(Listener listener) => _all.Any(a => a.Listener == listener && !a.Asked.IsLoopback);

    internal void Add(Listener listener, ListenAddress asked, ListenOptions bound) => _all.Add((listener, asked, bound));

    private Uri? First(Listener listener) => All(listener) is [var first, ..] ? first : null;
}
