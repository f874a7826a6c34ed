using Microsoft.AspNetCore.Http;

namespace OtelShop.Pages.Layout;

/// <summary>The status of a page that finds out while it is rendered, and still wants to be shown.</summary>
public static class PageStatus
{
    /// <summary>A component that sets the status itself is taken to ask for the general error page (ASP.NET Core 10); set just before it is sent, its own is shown.</summary>
    /// <param name="context">The request.</param>
    /// <param name="status">HTTP status.</param>
    public static void Set(HttpContext context, int status) => context.Response.OnStarting(() =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    });
}
