namespace OtelShop.Frontends.Layout;

/// <summary>The visitor's theme. A cookie lets the server render it, so that no page flashes; without it the browser's preference applies.</summary>
internal static class Theme
{
    public const string Field = "theme";
    private const string CookieName = "otelshop-theme";

    /// <summary><c>light</c> or <c>dark</c>; null follows the browser.</summary>
    public static string? Of(HttpContext context) => context.Request.Cookies[CookieName] is ("light" or "dark") and var theme ? theme : null;

    public static void MapPages(IEndpointRouteBuilder pages) => pages.MapPost("/theme", Select);

    private static SeeOther Select(IFormCollection form, HttpContext context)
    {
        var theme = form[Field].ToString();
        if (theme is "light" or "dark")
            context.Response.Cookies.Append(CookieName, theme, PageCookies.Options(context));
        else
            context.Response.Cookies.Delete(CookieName);
        return new SeeOther(form["return_to"].ToString());
    }
}
