namespace OtelShop.Pages;

/// <summary>Names of the cookies of a site.</summary>
/// <param name="Login">Who is logged in.</param>
/// <param name="Forms">Other half of the token in every form.</param>
/// <param name="Theme">Light or dark; scripts set it.</param>
public sealed record SiteCookies(string Login, string Forms, string Theme);
