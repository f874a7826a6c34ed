using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using OtelShop.Dashboard.Layout;

namespace OtelShop.Dashboard.Security;

/// <summary>Logs a browser in by token and out again.</summary>
internal static class Login
{
    public const string Path = "/login";
    public const string RateLimit = "login";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var login = routes.MapGroup("").AllowAnonymous().RequireRateLimiting(RateLimit);
        login.MapGet(Path, ShowAsync);
        login.MapPost(Path, (IFormCollection form, HttpContext context, BrowserToken token) => EnterAsync(form["token"], form["returnUrl"], context, token));
        login.MapPost("/api/validatetoken", async (string? token, HttpContext context, BrowserToken expected) =>
        {
            var admitted = expected.Admits(token);
            if (admitted)
                await SignInAsync(context);
            return Results.Json(admitted);
        });
        routes.MapPost("/logout", async (IFormCollection _, HttpContext context) =>
        {
            await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
            return new SeeOther(Path);
        });
    }

    private static Task<IResult> ShowAsync(string? t, string? returnUrl, HttpContext context, BrowserToken token)
    {
        if (!token.IsNeeded)
            return Task.FromResult<IResult>(new SeeOther(LocalUrl.OrHome(returnUrl)));
        return t is { Length: > 0 }
            ? EnterAsync(t, returnUrl, context, token)
            : Task.FromResult(Page.Of<LoginPage, BareLayout>(StatusCodes.Status200OK, (nameof(LoginPage.ReturnUrl), LocalUrl.OrHome(returnUrl))));
    }

    private static async Task<IResult> EnterAsync(string? given, string? returnUrl, HttpContext context, BrowserToken token)
    {
        if (!token.Admits(given?.Trim()))
        {
            return Page.Of<LoginPage, BareLayout>(StatusCodes.Status401Unauthorized,
                (nameof(LoginPage.ReturnUrl), LocalUrl.OrHome(returnUrl)), (nameof(LoginPage.Complaint), "This is not the token of the running dashboard."));
        }

        await SignInAsync(context);
        return new SeeOther(LocalUrl.OrHome(returnUrl));
    }

    private static Task SignInAsync(HttpContext context) => context.SignInAsync(
        CookieAuthenticationDefaults.AuthenticationScheme,
        new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.Name, "Local")], CookieAuthenticationDefaults.AuthenticationScheme)),
        new AuthenticationProperties { IsPersistent = true });
}
