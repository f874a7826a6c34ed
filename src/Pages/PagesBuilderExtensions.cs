using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OtelShop.Pages.Layout;
using OtelShop.Pages.Security;

namespace OtelShop.Pages;

/// <summary>Adds pages and their login to an application.</summary>
public static class PagesBuilderExtensions
{
    private static readonly TimeSpan LoginLasts = TimeSpan.FromDays(3);

    /// <summary>Adds the services of the pages. The application configures <see cref="LoginOptions"/>, policies and the login path of the cookie scheme.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="site">Site of the pages.</param>
    /// <returns>Authentication builder, for further schemes.</returns>
    public static AuthenticationBuilder AddPages(this WebApplicationBuilder builder, Site site)
    {
        var services = builder.Services;
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        builder.Logging.AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Error);
        services.AddRazorComponents();
        services.AddHttpContextAccessor();
        services.AddSingleton(site);
        services.AddSingleton<Assets>();
        services.AddSingleton<BrowserToken>();
        services.AddSingleton<TokenGate>();
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>, LoginKeys>();
        services.AddDataProtection().SetApplicationName(site.Assembly.GetName().Name!);
        services.AddAuthorization();
        services.AddAntiforgery(forms =>
        {
            forms.Cookie.Name = site.Cookies.Forms;
            forms.Cookie.Path = site.Home;
            forms.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        return services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(cookie =>
        {
            cookie.Cookie.Name = site.Cookies.Login;
            cookie.Cookie.Path = site.Home;
            cookie.ExpireTimeSpan = LoginLasts;
            cookie.LoginPath = Login.In(site);
            cookie.ReturnUrlParameter = "returnUrl";
        });
    }

    /// <summary>Adds authentication and authorization. Call it after routing.</summary>
    /// <param name="app">The application.</param>
    public static void UseLogin(this IApplicationBuilder app)
    {
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
    }

    /// <summary>Maps the pages, their files and their login.</summary>
    /// <param name="routes">Route builder.</param>
    public static void MapPages(this IEndpointRouteBuilder routes)
    {
        var site = routes.ServiceProvider.GetRequiredService<Site>();
        routes.ServiceProvider.GetRequiredService<Assets>().Map(routes);
        Login.Map(routes, site);
        routes.MapRazorComponents<App>().AddAdditionalAssemblies(site.Assembly);
    }
}
