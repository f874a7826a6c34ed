using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OtelShop.Pages.Layout;

namespace OtelShop.Pages.Security;

/// <summary>Logs a browser in by token, and out.</summary>
public static class Login
{
    /// <summary>Address of the login.</summary>
    /// <param name="site">The application.</param>
    public static string In(Site site) => site.At("/login");

    /// <summary>Login address that returns to the page.</summary>
    /// <param name="site">The application.</param>
    /// <param name="request">Request of the page. A form cannot be sent again, so it returns to the home page.</param>
    public static string From(Site site, HttpRequest request) =>
        $"{In(site)}?returnUrl={Uri.EscapeDataString(HttpMethods.IsGet(request.Method) ? request.Path + request.QueryString.Value : site.Home)}";

    internal static string Out(Site site) => site.At("/logout");

    internal static void Map(IEndpointRouteBuilder routes, Site site)
    {
        var login = routes.MapGroup("").AllowAnonymous();
        login.MapGet(In(site), ShowAsync);
        login.MapPost(In(site), ([FromForm] string? token, [FromForm] string? name, [FromForm] string? returnUrl, HttpContext context, TokenGate gate, Site at) =>
            EnterAsync(token, name, returnUrl, context, gate, at));
        routes.MapPost(Out(site), async (IFormCollection _, HttpContext context) =>
        {
            await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
            return new SeeOther(SettingsOf(context).IsOpenToReaders ? site.Home : In(site));
        });
    }

    /// <summary>Issues the login cookie.</summary>
    /// <param name="context">The browser's request.</param>
    /// <param name="name">Name that the user entered. Null if not requested.</param>
    public static Task SignInAsync(HttpContext context, string? name) => context.SignInAsync(
        CookieAuthenticationDefaults.AuthenticationScheme,
        new ClaimsPrincipal(new ClaimsIdentity(SettingsOf(context).Claims(name), CookieAuthenticationDefaults.AuthenticationScheme)),
        new AuthenticationProperties { IsPersistent = true });

    private static Task<IResult> ShowAsync(string? t, string? returnUrl, HttpContext context, BrowserToken token, TokenGate gate, Site site)
    {
        if (!token.IsNeeded)
            return Task.FromResult<IResult>(new SeeOther(returnUrl));
        return t is { Length: > 0 } ? EnterAsync(t, null, returnUrl, context, gate, site) : Task.FromResult(Show(StatusCodes.Status200OK, site.OrHome(returnUrl), null));
    }

    private static async Task<IResult> EnterAsync(string? given, string? name, string? returnUrl, HttpContext context, TokenGate gate, Site site)
    {
        switch (gate.Check(TokenIn(given), context))
        {
            case TokenCheck.Right:
                await SignInAsync(context, name);
                return new SeeOther(returnUrl);
            case TokenCheck.Blocked:
                return Show(StatusCodes.Status429TooManyRequests, site.OrHome(returnUrl), "Too many tries. Wait a minute and try again.");
            default:
                return Show(StatusCodes.Status401Unauthorized, site.OrHome(returnUrl), SettingsOf(context).WrongToken);
        }
    }

    // Users paste the token or the whole link that ends with it.
    private static string TokenIn(string? given) => (given ?? "").Split("?t=")[^1].Trim();

    private static IResult Show(int status, string returnUrl, string? complaint) =>
        Page.Of<LoginPage, BareLayout>(status, (nameof(LoginPage.ReturnUrl), returnUrl), (nameof(LoginPage.Complaint), complaint));

    private static LoginOptions SettingsOf(HttpContext context) => context.RequestServices.GetRequiredService<IOptions<LoginOptions>>().Value;
}
