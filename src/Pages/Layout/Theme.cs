using Microsoft.AspNetCore.Http;

namespace OtelShop.Pages.Layout;

/// <summary>Light or dark, as the reader chose; as the system has it where he did not. Kept in a cookie, so that no page flashes.</summary>
/// <param name="Chosen"><c>light</c> or <c>dark</c>. Null means as the system has it.</param>
internal sealed record Theme(string? Chosen)
{
    /// <summary>What the button says.</summary>
    public string Name => Chosen ?? "system";

    public static Theme Of(HttpContext context, Site site) => new(context.Request.Cookies[site.Cookies.Theme] is ("light" or "dark") and var chosen ? chosen : null);
}
