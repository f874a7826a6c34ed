using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace OtelShop.Pages.Security;

/// <summary>Pages answer only to names that are meant: a foreign name that somebody pointed at this machine (DNS rebinding) is refused.</summary>
public static class KnownHosts
{
    /// <summary>After the headers, before everything that answers.</summary>
    /// <param name="app">The application.</param>
    /// <param name="isKnown">Whether a request came under such a name, or to no page.</param>
    /// <param name="refusal">Says what to set if the name is meant after all.</param>
    public static void UseKnownHosts(this IApplicationBuilder app, Func<HttpContext, bool> isKnown, string refusal) => app.Use((context, next) =>
    {
        if (isKnown(context))
            return next(context);
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return context.Response.WriteAsync(refusal, context.RequestAborted);
    });
}
