using Microsoft.AspNetCore.Antiforgery;

namespace OtelShop.Frontends.Layout;

/// <summary>Cookies of the pages, for a year: unreadable by scripts and, but for following a link, by other sites.</summary>
internal static class PageCookies
{
    public static CookieOptions Options(HttpContext context, string path = "/") => new()
    {
        Path = path,
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
        IsEssential = true,
        MaxAge = TimeSpan.FromDays(365),
    };

    /// <summary>
    /// Leaves out the cookies of an answer to a form without a valid token. Browsers send no cookie with a form of another site, so the answer would
    /// replace those of the visitor.
    /// </summary>
    public static Task KeepAsync(HttpContext context, RequestDelegate next)
    {
        if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)) { return next(context); }
        // The first callback runs last.
        context.Response.OnStarting(() =>
        {
            if (context.Features.Get<IAntiforgeryValidationFeature>()?.IsValid != true) { context.Response.Headers.Remove("Set-Cookie"); }
            return Task.CompletedTask;
        });
        return next(context);
    }
}
