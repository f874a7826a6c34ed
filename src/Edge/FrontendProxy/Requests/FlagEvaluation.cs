using System.Text;
using Microsoft.AspNetCore.Http.Features;
using OtelShop.FrontendProxies.Responses;

namespace OtelShop.FrontendProxies.Requests;

/// <summary>Protects the HTTP/2 connections to flag evaluation, which the requests of all clients share.</summary>
internal static class FlagEvaluation
{
    public static Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        if (context.GetReverseProxyFeature().Route.Config.ClusterId != Destinations.FlagEvaluation)
            return next(context);
        // A destination with Kestrel ends the whole connection at such a byte.
        if (context.Request.Headers.FirstOrDefault(header => header.Value.Any(value => !Ascii.IsValid(value))) is { Key: { } name })
            return ErrorResponse.WriteAsync(context, StatusCodes.Status400BadRequest, $"The header {name} has a character beyond ASCII.");
        // Evaluation has no WebSockets. RFC 9110 §7.8: a server may ignore an upgrade. Over HTTP/2 a WebSocket is a CONNECT (RFC 8441), which any 2xx would open.
        if (context.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true })
            return RequestCheck.RefuseTunnelAsync(context, "Flag evaluation has no WebSockets.");
        context.Features.Set<IHttpUpgradeFeature>(null);
        return next(context);
    }
}
