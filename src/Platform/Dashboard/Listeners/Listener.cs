namespace OtelShop.Dashboard.Listeners;

/// <summary>The three places where the dashboard listens.</summary>
internal enum Listener
{
    /// <summary>Pages and their API, HTTP/1.1.</summary>
    Pages,

    /// <summary>OTLP over gRPC, HTTP/2 without TLS.</summary>
    OtlpGrpc,

    /// <summary>OTLP over HTTP/1.1.</summary>
    OtlpHttp,
}
