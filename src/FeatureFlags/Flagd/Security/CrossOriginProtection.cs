using Microsoft.Extensions.Options;
using OtelShop.Flagd.Listeners;

namespace OtelShop.Flagd.Security;

/// <summary>
/// Rejects requests that another site's page sends through a user's browser. Forms also carry an antiforgery token; JSON routes, and a daemon without
/// logins, rely on the browser's origin headers (W3C Fetch Metadata; RFC 6454 §7).
/// </summary>
internal static class CrossOriginProtection
{
    public static void Use(WebApplication app) => app.Use((context, next) =>
    {
        if (!Listener.Pages.Received(context) || !IsForeign(context.Request, context.RequestServices.GetRequiredService<IOptions<FlagdOptions>>().Value.PublicUrl))
            return next(context);
        return Results.Problem(statusCode: StatusCodes.Status403Forbidden, title: "The request comes from a page of another site.").ExecuteAsync(context);
    });

    private static bool IsForeign(HttpRequest request, string? publicUrl)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method))
            return false;
        // Programs send neither header.
        if (request.Headers["Sec-Fetch-Site"] is [{ } site])
            return site is not ("same-origin" or "none");
        if (request.Headers.Origin is not [{ } origin])
            return false;
        return !Uri.TryCreate(origin, UriKind.Absolute, out var from)
            || (!string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase)
                && !(publicUrl is { Length: > 0 } && string.Equals(from.Authority, new Uri(publicUrl).Authority, StringComparison.OrdinalIgnoreCase)));
    }
}
