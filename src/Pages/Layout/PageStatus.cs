using Microsoft.AspNetCore.Http;

namespace OtelShop.Pages.Layout;

/// <summary>Sets the HTTP status of a page during rendering.</summary>
public static class PageStatus
{
    /// <summary>Sets the status just before the response starts: ASP.NET Core 10 replaces a page that sets an error status earlier.</summary>
    /// <param name="context">The request.</param>
    /// <param name="status">HTTP status.</param>
    public static void Set(HttpContext context, int status) => context.Response.OnStarting(() =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    });
}
