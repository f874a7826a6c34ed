using Microsoft.AspNetCore.Http.Features;
using Yarp.ReverseProxy;

namespace OtelShop.FrontendProxies.Requests;

/// <summary>Takes the timeout off WebSockets and Server-Sent Events, which may be silent for hours.</summary>
internal static class Streams
{
    private const string EventStream = "text/event-stream";

    public static Task WithoutTimeoutAsync(HttpContext context, RequestDelegate next)
    {
        if (IsStream(context) && context.GetReverseProxyFeature().Route.Config.ClusterId is { } cluster
            && context.RequestServices.GetRequiredService<IProxyStateLookup>().TryGetCluster(cluster + Destinations.Streams, out var streams))
            context.ReassignProxyRequest(streams);
        return next(context);
    }

    private static bool IsStream(HttpContext context) =>
        context.Request.Headers.Accept == EventStream
        || context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true }
        || context.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true };
}
