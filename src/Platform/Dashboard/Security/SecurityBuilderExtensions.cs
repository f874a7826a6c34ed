using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using OtelShop.Dashboard.Listeners;
using OtelShop.Pages;
using OtelShop.Pages.Security;

namespace OtelShop.Dashboard.Security;

internal static class SecurityBuilderExtensions
{
    /// <summary>Pages, and who may see them: everything that is not said to be open needs a login.</summary>
    public static void AddSecurity(this WebApplicationBuilder builder)
    {
        builder.AddPages(DashboardSite.Site).AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(ApiKeyAuthentication.Name, null);
        builder.Services.AddOptions<LoginOptions>().Configure<IOptions<DashboardOptions>, DashboardAddresses>(Describe);
        builder.Services.AddSingleton<HostNames>();
        builder.Services.AddSingleton<IConfigureOptions<AuthorizationOptions>, AccessPolicies>();
        builder.Services.Configure<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme, cookie =>
        {
            // Lax: the link of the console opens the dashboard from outside of it.
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Events.OnRedirectToLogin = ToLogin;
        });
    }

    /// <summary>Lets a tool ask whether it has the right token, by a route that the Aspire dashboard has.</summary>
    public static void MapTokenQuestion(this IEndpointRouteBuilder routes) => routes.MapPost("/api/validatetoken", async (string? token, HttpContext context, TokenGate gate) =>
    {
        var check = gate.Check(token, context);
        if (check == TokenCheck.Blocked)
            return Results.Problem(statusCode: StatusCodes.Status429TooManyRequests, title: "Too many wrong tokens. Wait a minute.");
        if (check == TokenCheck.Right)
            await Login.SignInAsync(context, null);
        return Results.Json(check == TokenCheck.Right);
    }).AllowAnonymous();

    private static void Describe(LoginOptions login, IOptions<DashboardOptions> options, DashboardAddresses addresses)
    {
        var frontend = options.Value.Frontend;
        login.IsNeeded = frontend.AuthMode == FrontendAuthMode.BrowserToken;
        login.Token = frontend.BrowserToken;
        login.PublicUrl = frontend.PublicUrl;
        login.Address = () => addresses.Frontend;
        login.KeysFolder = frontend.KeysFolder;
        login.TrustedProxies = frontend.TrustedProxies;
        login.Claims = _ => [new(ClaimTypes.Name, "Local")];
        login.Heading = $"{options.Value.ApplicationName} dashboard";
        login.Explanation = "The console from which the dashboard was started shows a link that logs you in. Its token can be typed here too.";
        login.WrongToken = "This is not the token of the running dashboard.";
    }

    // A page leads to the login; a program is told.
    private static Task ToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (context.Request.Path.StartsWithSegments("/api") || context.Request.Path.StartsWithSegments("/live"))
            return ApiKeyAuthentication.Problem().ExecuteAsync(context.HttpContext);
        context.Response.Redirect(context.RedirectUri);
        return Task.CompletedTask;
    }
}
