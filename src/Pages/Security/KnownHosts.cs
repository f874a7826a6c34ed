using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace OtelShop.Pages.Security;

/// <summary>Rejects requests under unknown host names, which protects against DNS rebinding.</summary>
public static class KnownHosts
{
    /// <summary>Add it after the security headers and before everything that responds.</summary>
    /// <param name="app">The application.</param>
    /// <param name="isKnown">Whether the request's host is accepted or the request targets no page.</param>
    /// <param name="refusal">Message that names the setting for further hosts.</param>
    public static void UseKnownHosts(this IApplicationBuilder app, Func<HttpContext, bool> isKnown, string refusal) => app.Use((context, next) =>
    {
        if (isKnown(context))
            return next(context);
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return context.Response.WriteAsync(refusal, context.RequestAborted);
    });
}
