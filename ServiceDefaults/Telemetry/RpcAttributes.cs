using System.Diagnostics;

namespace OtelShop.ServiceDefaults.Telemetry;

/// <summary>Attributes of gRPC server spans by the RPC conventions, https://opentelemetry.io/docs/specs/semconv/rpc/rpc-spans/.</summary>
internal static class RpcAttributes
{
    private static readonly string[] Http =
        ["http.request.method", "http.response.status_code", "http.route", "network.protocol.version", "url.path", "url.scheme", "user_agent.original"];

    /// <summary>Removes what the HTTP instrumentation has added about the request that carried the call.</summary>
    public static void RemoveHttp(Activity span)
    {
        foreach (var name in Http)
            span.SetTag(name, null);
    }
}
