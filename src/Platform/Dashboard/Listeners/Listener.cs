namespace OtelShop.Dashboard.Listeners;

/// <summary>One of the places where the dashboard listens. Every connection carries the one that it came to as a feature.</summary>
/// <param name="Setting">Where its address is set.</param>
/// <param name="IsOptional">Whether it may be turned off by an empty address.</param>
internal sealed record Listener(string Setting, bool IsOptional)
{
    /// <summary>Pages and their API, HTTP/1.1. What came to no listener, as from a test server, is theirs.</summary>
    public static readonly Listener Pages = new("Dashboard:Frontend:EndpointUrls", IsOptional: false);

    /// <summary>OTLP over gRPC, HTTP/2.</summary>
    public static readonly Listener OtlpGrpc = new("Dashboard:Otlp:GrpcEndpointUrl", IsOptional: true);

    /// <summary>OTLP over HTTP/1.1.</summary>
    public static readonly Listener OtlpHttp = new("Dashboard:Otlp:HttpEndpointUrl", IsOptional: true);

    public static IReadOnlyList<Listener> All => [Pages, OtlpGrpc, OtlpHttp];

    /// <summary>Whether a request came to this listener.</summary>
    public bool Received(HttpContext http) => ReferenceEquals(http.Features.Get<Listener>() ?? Pages, this);

    /// <summary>Its addresses, as they are set.</summary>
    public IReadOnlyList<string> UrlsOf(DashboardOptions options)
    {
        var urls = ReferenceEquals(this, Pages) ? options.Frontend.EndpointUrls
            : ReferenceEquals(this, OtlpGrpc) ? options.Otlp.GrpcEndpointUrl
            : options.Otlp.HttpEndpointUrl;
        return (urls ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
