using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Mvc;
using OtelShop.Flagd.Ui.Layout;

namespace OtelShop.Flagd.Security;

/// <summary>Logs a browser in by token and out again.</summary>
internal static class Login
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Addresses.Login, ShowAsync);
        routes.MapPost(Addresses.Login, ([FromForm] string? token, [FromForm] string? name, [FromForm] string? returnUrl, HttpContext context, TokenGate gate) =>
            EnterAsync(token, name, returnUrl, context, gate));
        routes.MapPost(Addresses.Logout, async (IFormCollection _, HttpContext context) =>
        {
            await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
            return new SeeOther(Addresses.Home);
        });
    }

    private static Task<IResult> ShowAsync(string? t, string? returnUrl, HttpContext context, BrowserToken token, TokenGate gate)
    {
        if (!token.IsNeeded)
            return Task.FromResult<IResult>(new SeeOther(Addresses.OrHome(returnUrl)));
        return t is { Length: > 0 } ? EnterAsync(t, null, returnUrl, context, gate) : Task.FromResult(Show(StatusCodes.Status200OK, returnUrl, null));
    }

    private static async Task<IResult> EnterAsync(string? given, string? name, string? returnUrl, HttpContext context, TokenGate gate)
    {
        switch (gate.Check(TokenIn(given), context))
        {
            case TokenCheck.Right:
                await Access.LogInAsync(context, name);
                return new SeeOther(Addresses.OrHome(returnUrl));
            case TokenCheck.Blocked:
                context.Response.Headers.RetryAfter = $"{TokenGate.Window.TotalSeconds}";
                return Show(StatusCodes.Status429TooManyRequests, returnUrl, "Too many tries. Wait a minute and try again.");
            default:
                return Show(StatusCodes.Status401Unauthorized, returnUrl, "This is not the token of the running flag daemon.");
        }
    }

    // People paste what the console printed: the token, or all of the link that ends with it.
    private static string TokenIn(string? given) => (given ?? "").Split("?t=")[^1].Trim();

    private static IResult Show(int status, string? returnUrl, string? complaint) => Page.Of<LoginPage, BareLayout>(
        status, (nameof(LoginPage.ReturnUrl), Addresses.OrHome(returnUrl)), (nameof(LoginPage.Complaint), complaint));
}
