namespace OtelShop.Frontends.Suggestions;

internal sealed record AdJson(string RedirectUrl, string Text);
