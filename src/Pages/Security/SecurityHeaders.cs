using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace OtelShop.Pages.Security;

/// <summary>What answers tell the browser not to do.</summary>
public static class SecurityHeaders
{
    /// <summary>Content Security Policy (W3C CSP 3): nothing inline, nothing from elsewhere, no frame around it.</summary>
    public const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    /// <summary>Before everything that answers.</summary>
    /// <param name="app">The application.</param>
    /// <param name="isMeant">Whose answers carry them. Null means everybody's.</param>
    public static void UseSecurityHeaders(this IApplicationBuilder app, Func<HttpContext, bool>? isMeant = null) => app.Use((context, next) =>
    {
        if (isMeant?.Invoke(context) == false)
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
