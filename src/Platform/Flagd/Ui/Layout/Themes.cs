namespace OtelShop.Flagd.Ui.Layout;

/// <summary>Light or dark, as the reader chose; the browser's own preference where he did not. Kept in a cookie, so that no page flashes.</summary>
internal static class Themes
{
    private const string Cookie = "otelshop-feature-theme";

    /// <summary>Null means as the browser prefers.</summary>
    public static string? Of(HttpContext context) => context.Request.Cookies[Cookie] is "light" or "dark" ? context.Request.Cookies[Cookie] : null;
}
