namespace OtelShop.Flagd.Listeners;

/// <summary>A port of the daemon: a feature of each connection and metadata of each route.</summary>
/// <param name="EndpointName">Name below <c>Kestrel:Endpoints</c>.</param>
internal sealed record Listener(string EndpointName)
{
    /// <summary>Evaluation: gRPC over cleartext HTTP/2, Connect over HTTP/1.1. Port 8013.</summary>
    public static readonly Listener Evaluation = new("grpc");

    /// <summary>Management: probes over HTTP/1.1 and gRPC. Port 8014.</summary>
    public static readonly Listener Management = new("management");

    /// <summary>Sync: the whole definition over gRPC. Port 8015.</summary>
    public static readonly Listener Sync = new("sync");

    /// <summary>OFREP over HTTP/1.1. Port 8016.</summary>
    public static readonly Listener Ofrep = new("ofrep");

    /// <summary>Pages and their API over HTTP/1.1. Port 4000.</summary>
    public static readonly Listener Pages = new("http");

    public static IReadOnlyList<Listener> All => [Evaluation, Management, Sync, Ofrep, Pages];

    /// <summary>Whether a request arrived on this port.</summary>
    public bool Received(HttpContext http) => http.Features.Get<Listener>() == this;
}
