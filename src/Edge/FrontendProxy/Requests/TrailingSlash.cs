namespace OtelShop.FrontendProxies.Requests;

/// <summary>Redirects <c>/loadgen</c> to <c>/loadgen/</c>: the addresses in Locust's pages are relative.</summary>
internal static class TrailingSlash
{
    private const string Directory = "/loadgen";

    public static Task RedirectAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path != Directory)
            return next(context);
        context.Response.StatusCode = StatusCodes.Status308PermanentRedirect;
        context.Response.Headers.Location = $"{Directory}/{context.Request.QueryString.ToUriComponent()}";
        return Task.CompletedTask;
    }
}
