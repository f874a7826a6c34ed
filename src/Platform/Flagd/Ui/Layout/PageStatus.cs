namespace OtelShop.Flagd.Ui.Layout;

/// <summary>The status of a page that finds out while it is rendered, and still wants to be shown.</summary>
internal static class PageStatus
{
    /// <summary>A component that sets the status itself is taken to ask for the general error page (ASP.NET Core 10); set just before it is sent, its own is shown.</summary>
    public static void Set(HttpContext context, int status) => context.Response.OnStarting(() =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    });
}
