using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using OtelShop.Dashboard.Layout;
using OtelShop.Dashboard.Listeners;

namespace OtelShop.Dashboard.Security;

internal static class SecurityBuilderExtensions
{
    private const int TriesPerMinute = 10;
    private const int TriesPerMinuteOfAll = 60;
    private static readonly TimeSpan LoginLasts = TimeSpan.FromDays(3);

    public static void AddSecurity(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(provider => new BrowserToken(provider.GetRequiredService<IOptions<DashboardOptions>>(), provider.GetRequiredService<DashboardAddresses>()));
        services.AddSingleton<KnownHosts>();
        services.AddSingleton<IConfigureOptions<AuthorizationOptions>, AccessPolicies>();
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>, KeptKeys>();
        services.AddDataProtection().SetApplicationName("OtelShop.Dashboard");
        services.AddAuthorization();
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie(cookie =>
            {
                cookie.Cookie.Name = ".OtelShop.Dashboard.Auth";
                // Lax: the link of the console opens the dashboard from outside of it.
                cookie.Cookie.SameSite = SameSiteMode.Lax;
                cookie.ExpireTimeSpan = LoginLasts;
                cookie.LoginPath = Login.Path;
                cookie.ReturnUrlParameter = "returnUrl";
                cookie.Events.OnRedirectToLogin = ToLogin;
            })
            .AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(ApiKeyAuthentication.Name, null);
        services.AddRateLimiter(limits =>
        {
            limits.AddPolicy(Login.RateLimit, context => Tries(context, context.Connection.RemoteIpAddress?.ToString() ?? "", TriesPerMinute));
            limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
                context.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>() is null ? RateLimitPartition.GetNoLimiter("") : Tries(context, "all", TriesPerMinuteOfAll));
            limits.OnRejected = TooManyTriesAsync;
        });
    }

    /// <summary>Everything that is not said to be open needs a login.</summary>
    public static void UseSecurity(this WebApplication app)
    {
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
    }

    // A page leads to the login; a program is told.
    private static Task ToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (context.Request.Path.StartsWithSegments("/api") || context.Request.Path.StartsWithSegments("/live"))
            return ApiKeyAuthentication.Problem().ExecuteAsync(context.HttpContext);
        context.Response.Redirect(context.RedirectUri);
        return Task.CompletedTask;
    }

    // Looking at the login page is no try.
    private static RateLimitPartition<string> Tries(HttpContext context, string whose, int most) =>
        HttpMethods.IsGet(context.Request.Method) && !context.Request.Query.ContainsKey("t")
            ? RateLimitPartition.GetNoLimiter("")
            : RateLimitPartition.GetFixedWindowLimiter(whose, _ => new FixedWindowRateLimiterOptions { PermitLimit = most, Window = TimeSpan.FromMinutes(1) });

    private static async ValueTask TooManyTriesAsync(OnRejectedContext context, CancellationToken cancellationToken)
    {
        if (context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait))
            context.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        await Page.Of<LoginPage, BareLayout>(StatusCodes.Status429TooManyRequests,
            (nameof(LoginPage.Complaint), "Too many tries. Wait a minute and try again.")).ExecuteAsync(context.HttpContext);
    }

    private sealed class KeptKeys(IOptions<DashboardOptions> options, ILoggerFactory loggers) : IConfigureOptions<KeyManagementOptions>
    {
        public void Configure(KeyManagementOptions keys) => keys.XmlRepository = options.Value.Frontend.KeysFolder is { Length: > 0 } folder
            ? new FileSystemXmlRepository(OwnFolder(folder), loggers)
            : new EphemeralKeys();

        // Whoever can read a key can make himself a login.
        private static DirectoryInfo OwnFolder(string path) => OperatingSystem.IsWindows()
            ? Directory.CreateDirectory(path)
            : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
