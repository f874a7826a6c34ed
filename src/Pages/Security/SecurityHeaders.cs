using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace OtelShop.Pages.Security;

/// <summary>Adds security headers to responses.</summary>
public static class SecurityHeaders
{
    /// <summary>Content Security Policy (W3C CSP 3): no inline code, no other origins, no framing.</summary>
    public const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    /// <summary>Add it before everything that responds.</summary>
    /// <param name="app">The application.</param>
    /// <param name="applies">Selects the requests whose responses get the headers. Null: all.</param>
    public static void UseSecurityHeaders(this IApplicationBuilder app, Func<HttpContext, bool>? applies = null) => app.Use((context, next) =>
    {
        if (applies?.Invoke(context) == false)
            return next(context);
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        headers.CacheControl = "no-store";
        return next(context);
    });
}
