using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using OtelShop.FrontendProxies.Responses;

namespace OtelShop.FrontendProxies.Requests;

/// <summary>Refuses requests that a destination might read otherwise, tunnels, bodies that are too large, and requests without TLS where there is TLS.</summary>
internal sealed class RequestCheck(RequestDelegate next, IOptions<ProxyOptions> options)
{
    // Kestrel renames Content-Length so when the request also has Transfer-Encoding.
    private const string OverriddenLength = "X-Content-Length";

    // RFC 9110 section 15.5.6: an answer 405 names the methods.
    private const string Methods = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

    private readonly long _largestBody = options.Value.MaxBodyBytes;
    private readonly int? _httpsPort = options.Value.HttpsPort;

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (request.Headers.TransferEncoding.Count > 0 && request.Headers.ContainsKey(OverriddenLength))
            return CloseAsync(context, StatusCodes.Status400BadRequest, "A request has either Content-Length or Transfer-Encoding.");
        if (IsTunnel(context))
            return RefuseTunnelAsync(context, "The shop opens no tunnels.");
        if (request.ContentLength > _largestBody)
            return CloseAsync(context, StatusCodes.Status413PayloadTooLarge, "The body is too large.");
        if (_httpsPort is { } port && !request.IsHttps && !IsProbe(request.Path))
            return RedirectAsync(context, port);
        if (request.Headers.Connection is { Count: > 0 } connection && HttpProtocol.IsHttp11(request.Protocol))
            RemoveHopByHop(request.Headers, connection);
        return next(context);
    }

    /// <summary>Answers a CONNECT that no destination takes.</summary>
    public static Task RefuseTunnelAsync(HttpContext context, string detail)
    {
        context.Response.Headers.Allow = Methods;
        return CloseAsync(context, StatusCodes.Status405MethodNotAllowed, detail);
    }

    // A WebSocket over HTTP/2 is an extended CONNECT (RFC 8441), which names a protocol.
    private static bool IsTunnel(HttpContext context) =>
        HttpMethods.IsConnect(context.Request.Method) && context.Features.Get<IHttpExtendedConnectFeature>() is not { IsExtendedConnect: true };

    private static Task CloseAsync(HttpContext context, int status, string detail)
    {
        // What follows on the connection may be the rest of this body.
        context.Response.Headers.Connection = "close";
        return ErrorResponse.WriteAsync(context, status, detail);
    }

    private static Task RedirectAsync(HttpContext context, int port)
    {
        var request = context.Request;
        var host = port == 443 ? request.Host.Host : $"{request.Host.Host}:{port}";
        context.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
        context.Response.Headers.Location = $"https://{host}{request.PathBase.ToUriComponent()}{request.Path.ToUriComponent()}{request.QueryString.ToUriComponent()}";
        return Task.CompletedTask;
    }

    private static bool IsProbe(PathString path) => path == "/health" || path == "/alive";

    // RFC 9110 section 7.6.1: what Connection names is meant for this hop only.
    private static void RemoveHopByHop(IHeaderDictionary headers, string? connection)
    {
        if (connection is "keep-alive" or "close" or "Upgrade")
            return;
        foreach (var name in headers.GetCommaSeparatedValues(HeaderNames.Connection))
        {
            if (!name.Equals(HeaderNames.Upgrade, StringComparison.OrdinalIgnoreCase) && !name.Equals(HeaderNames.Host, StringComparison.OrdinalIgnoreCase)
                && !name.Equals(HeaderNames.ContentLength, StringComparison.OrdinalIgnoreCase) && !name.Equals(HeaderNames.TransferEncoding, StringComparison.OrdinalIgnoreCase))
                headers.Remove(name);
        }
    }
}
