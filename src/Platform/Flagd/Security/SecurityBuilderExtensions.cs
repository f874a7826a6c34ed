using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;
using OtelShop.Flagd.Ui.Layout;

namespace OtelShop.Flagd.Security;

internal static class SecurityBuilderExtensions
{
    private static readonly TimeSpan LoginLasts = TimeSpan.FromDays(3);

    public static void AddSecurity(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        builder.Logging.AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Error);
        builder.Logging.AddFilter(typeof(BearerAuthentication).FullName, LogLevel.Warning);
        services.AddSingleton<BrowserToken>();
        services.AddSingleton<TokenGate>();
        services.AddSingleton<KnownHosts>();
        services.AddSingleton<Access>();
        services.AddSingleton<IConfigureOptions<AuthorizationOptions>>(provider => provider.GetRequiredService<Access>());
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>, KeptKeys>();
        services.AddDataProtection().SetApplicationName("OtelShop.Flagd");
        services.AddAuthorization();
        services.AddAntiforgery(forms =>
        {
            forms.Cookie.Name = ".OtelShop.Feature.Forms";
            forms.Cookie.Path = Addresses.Home;
        });
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie(cookie =>
            {
                cookie.Cookie.Name = ".OtelShop.Feature.Login";
                cookie.Cookie.Path = Addresses.Home;
                cookie.Cookie.SameSite = SameSiteMode.Strict;
                cookie.ExpireTimeSpan = LoginLasts;
                cookie.LoginPath = Addresses.Login;
                cookie.ReturnUrlParameter = "returnUrl";
                cookie.Events.OnRedirectToLogin = ToLogin;
            })
            .AddScheme<AuthenticationSchemeOptions, BearerAuthentication>(BearerAuthentication.Name, null);
    }

    /// <summary>After routing. Nothing needs a login but what asks for <see cref="Access.Change"/>.</summary>
    public static void UseSecurity(this WebApplication app)
    {
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
    }

    // A page leads to the login; a program is told, by the other scheme.
    private static Task ToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (context.Request.Path.StartsWithSegments("/feature/api"))
            return Task.CompletedTask;
        // What was sent cannot be sent again: the way back leads to the page that it was sent from.
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = HttpMethods.IsGet(context.Request.Method) ? new Uri(context.RedirectUri).PathAndQuery : Addresses.Login;
        return context.Response.CompleteAsync();
    }

    private sealed class KeptKeys(IOptions<FlagdOptions> options, ILoggerFactory loggers) : IConfigureOptions<KeyManagementOptions>
    {
        public void Configure(KeyManagementOptions keys) => keys.XmlRepository = options.Value.KeysFolder is { Length: > 0 } folder
            ? new FileSystemXmlRepository(OwnFolder(folder), loggers)
            : new EphemeralKeys();

        // Whoever can read a key can make himself a login.
        private static DirectoryInfo OwnFolder(string path) => OperatingSystem.IsWindows()
            ? Directory.CreateDirectory(path)
            : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
