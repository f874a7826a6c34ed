namespace OtelShop.Pages;

/// <summary>Names of the cookies of a site.</summary>
/// <param name="Login">Login.</param>
/// <param name="Forms">Antiforgery token.</param>
/// <param name="Theme">Theme, set by a script.</param>
public sealed record SiteCookies(string Login, string Forms, string Theme);
