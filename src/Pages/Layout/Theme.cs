using Microsoft.AspNetCore.Http;

namespace OtelShop.Pages.Layout;

/// <summary>The user's theme, else the system's. A cookie lets the server render it, so that no page flashes.</summary>
/// <param name="Chosen"><c>light</c> or <c>dark</c>. Null: the system's.</param>
internal sealed record Theme(string? Chosen)
{
    /// <summary>Text of the button.</summary>
    public string Name => Chosen ?? "system";

    public static Theme Of(HttpContext context, Site site) => new(context.Request.Cookies[site.Cookies.Theme] is ("light" or "dark") and var chosen ? chosen : null);
}
