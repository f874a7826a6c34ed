using Microsoft.AspNetCore.Http.Features;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Forwarder;

namespace OtelShop.FrontendProxies.Requests;

/// <summary>Takes the timeout off WebSockets and Server-Sent Events, which may be silent for hours.</summary>
internal static class Streams
{
    private const string EventStream = "text/event-stream";

    public static async Task WithoutTimeoutAsync(HttpContext context, RequestDelegate next)
    {
        if (IsStream(context) && context.GetReverseProxyFeature().Route.Config.ClusterId is { } cluster
            && context.RequestServices.GetRequiredService<IProxyStateLookup>().TryGetCluster(cluster + Destinations.Streams, out var streams))
            context.ReassignProxyRequest(streams);
        await next(context);
        // A destination without a WebSocket answers with its page, which YARP takes for a failure of HTTP/2: 502.
        if (IsWebSocketOfHttp2(context) && context.Features.Get<IForwarderErrorFeature>() is { Error: ForwarderError.ResponseBodyClient } && !context.Response.HasStarted)
            await RequestCheck.RefuseTunnelAsync(context, "There is no WebSocket.");
    }

    private static bool IsStream(HttpContext context) =>
        context.Request.Headers.Accept == EventStream
        || context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true }
        || IsWebSocketOfHttp2(context);

    private static bool IsWebSocketOfHttp2(HttpContext context) => context.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true };
}
