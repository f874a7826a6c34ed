using Microsoft.Net.Http.Headers;

namespace OtelShop.FrontendProxies.Responses;

/// <summary>Adds security headers where the destination sent none, and removes what names its software.</summary>
internal sealed class ResponseHeaders(RequestDelegate next)
{
    private const string Policy =
        "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    // Locust's page starts its script inline, and its templates are compiled in the browser.
    private const string LoadGeneratorPolicy = Policy + "; script-src 'self' 'unsafe-inline' 'unsafe-eval'";

    private const string StrictTransport = "max-age=31536000; includeSubDomains";

    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(static state =>
        {
            Complete((HttpContext)state);
            return Task.CompletedTask;
        }, context);
        return next(context);
    }

    private static void Complete(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.Remove(HeaderNames.Server);
        headers.Remove(HeaderNames.XPoweredBy);
        if (headers.XContentTypeOptions.Count == 0)
            headers.XContentTypeOptions = "nosniff";
        if (headers["Referrer-Policy"].Count == 0)
            headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        if (context.Request.IsHttps && headers.StrictTransportSecurity.Count == 0 && !IsLoopback(context.Request.Host.Host))
            headers.StrictTransportSecurity = StrictTransport;
        if (context.Response.ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) is true)
            CompletePage(context, headers);
    }

    // These headers mean something for documents only.
    private static void CompletePage(HttpContext context, IHeaderDictionary headers)
    {
        if (headers.ContentSecurityPolicy.Count == 0)
            headers.ContentSecurityPolicy = context.Request.Path.StartsWithSegments("/loadgen") ? LoadGeneratorPolicy : Policy;
        if (headers.XFrameOptions.Count == 0)
            headers.XFrameOptions = "DENY";
        if (headers["Cross-Origin-Opener-Policy"].Count == 0)
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
        if (headers["Permissions-Policy"].Count == 0)
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
    }

    // A browser would remember it for every other program on this machine.
    private static bool IsLoopback(string host) => host is "localhost" or "127.0.0.1" or "[::1]";
}
