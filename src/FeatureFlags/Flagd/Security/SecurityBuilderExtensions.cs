using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using OtelShop.Flagd.Listeners;
using OtelShop.Pages;
using OtelShop.Pages.Security;

namespace OtelShop.Flagd.Security;

internal static class SecurityBuilderExtensions
{
    /// <summary>Adds the pages and the authorization of changes. Only routes with <see cref="Access.Change"/> require a login.</summary>
    public static void AddSecurity(this WebApplicationBuilder builder)
    {
        builder.AddPages(FlagdSite.Site).AddScheme<AuthenticationSchemeOptions, BearerAuthentication>(BearerAuthentication.Name, null);
        builder.Logging.AddFilter(typeof(BearerAuthentication).FullName, LogLevel.Warning);
        builder.Services.AddOptions<LoginOptions>().Configure<IOptions<FlagdOptions>, ListenerAddresses>(Describe);
        builder.Services.AddSingleton<HostNames>();
        builder.Services.AddSingleton<Access>();
        builder.Services.AddSingleton<IConfigureOptions<AuthorizationOptions>>(provider => provider.GetRequiredService<Access>());
        builder.Services.Configure<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme, cookie =>
        {
            cookie.Cookie.SameSite = SameSiteMode.Strict;
            cookie.Events.OnRedirectToLogin = ToLogin;
        });
    }

    private static void Describe(LoginOptions login, IOptions<FlagdOptions> options, ListenerAddresses addresses)
    {
        login.IsNeeded = options.Value.AuthMode == AuthMode.BrowserToken;
        login.IsOpenToReaders = true;
        login.Token = options.Value.BrowserToken;
        login.PublicUrl = options.Value.PublicUrl;
        login.Address = () => addresses[Listener.Pages];
        login.KeysFolder = options.Value.KeysFolder;
        login.Claims = Access.ClaimsOf;
        login.Heading = "Feature flags";
        login.Explanation = "Reading is open. To change flags, paste the link that the console printed when the shop started, or the token at its end.";
        login.TokenLabel = "Link or token";
        login.NameLabel = "Your name, for the history (optional)";
        login.WrongToken = "This is not the token of the running flag daemon.";
    }

    // Redirect a page to the login; the bearer scheme answers programs.
    private static Task ToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (context.Request.Path.StartsWithSegments("/feature/api"))
            return Task.CompletedTask;
        // A form cannot be sent again, so return to the page that contained it.
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = HttpMethods.IsGet(context.Request.Method) ? new Uri(context.RedirectUri).PathAndQuery : Login.In(FlagdSite.Site);
        return context.Response.CompleteAsync();
    }
}
