namespace OtelShop.Flagd.Listeners;

/// <summary>One of the daemon's ports. Every connection carries the one that it came to as a feature, every route the one that it belongs to as metadata.</summary>
/// <param name="EndpointName">Its name below <c>Kestrel:Endpoints</c>.</param>
internal sealed record Listener(string EndpointName)
{
    /// <summary>Evaluation by gRPC over cleartext HTTP/2 and by Connect over HTTP/1.1: 8013.</summary>
    public static readonly Listener Evaluation = new("grpc");

    /// <summary>Probes by HTTP/1.1, and by gRPC: 8014.</summary>
    public static readonly Listener Management = new("management");

    /// <summary>The whole definition by gRPC: 8015.</summary>
    public static readonly Listener Sync = new("sync");

    /// <summary>OpenFeature's own protocol over HTTP/1.1: 8016.</summary>
    public static readonly Listener Ofrep = new("ofrep");

    /// <summary>Pages and the interface behind them, HTTP/1.1: 4000.</summary>
    public static readonly Listener Pages = new("http");

    public static IReadOnlyList<Listener> All => [Evaluation, Management, Sync, Ofrep, Pages];

    /// <summary>Whether a request came to this port.</summary>
    public bool Received(HttpContext http) => http.Features.Get<Listener>() == this;
}
