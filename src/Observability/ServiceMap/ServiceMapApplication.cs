using Microsoft.Extensions.Options;
using OpenTelemetry.Instrumentation.AspNetCore;
using OtelShop.Pages;
using OtelShop.Pages.Layout;
using OtelShop.Pages.Security;
using OtelShop.ServiceMap.Follow;
using OtelShop.ServiceMap.Pages;
using OtelShop.ServiceMap.Traffic;

namespace OtelShop.ServiceMap;

/// <summary>The service map as a web application.</summary>
internal static class ServiceMapApplication
{
    private static readonly Site Site = new()
    {
        Home = "/",
        HomeLink = "To the service map",
        Assembly = typeof(ServiceMapApplication).Assembly,
        Layout = typeof(MainLayout),
        StyleSheet = "servicemap.css",
        Script = "servicemap.js",
        Cookies = new(".OtelShop.ServiceMap.Login", ".OtelShop.ServiceMap.Forms", "otelshop-servicemap-theme"),
    };

    /// <param name="args">Command line.</param>
    /// <param name="configure">Last word on settings and services, for tests.</param>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.ConfigureOpenTelemetry();
        builder.AddDefaultHealthChecks();
        LeaveRefreshesUntraced(builder.Services);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddOptions<ServiceMapOptions>().BindConfiguration(ServiceMapOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton(provider => new TrafficStore(
            provider.GetRequiredService<IOptions<ServiceMapOptions>>().Value, provider.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton<FollowStatus>();
        builder.Services.AddSingleton<DashboardClient>();
        builder.Services.AddHostedService<SpanFollower>();
        builder.Services.AddResponseCompression();
        builder.AddPages(Site);
        // The pages show names and numbers and change nothing.
        builder.Services.Configure<LoginOptions>(login => login.IsNeeded = false);
        configure?.Invoke(builder);

        var app = builder.Build();
        app.UseSecurityHeaders();
        app.UseResponseCompression();
        app.UseRouting();
        app.UseLogin();
        app.MapHealthChecks("/health");
        app.MapHealthChecks("/alive");
        app.MapPages();
        app.MapFallback(() => Page.Of<StatusPage>(StatusCodes.Status404NotFound,
            (nameof(StatusPage.Title), "There is no such page"), (nameof(StatusPage.Explanation), "The address may be mistyped.")));
        return app;
    }

    // An open page asks every few seconds: traces of that would crowd out those of the shop.
    private static void LeaveRefreshesUntraced(IServiceCollection services) => services.PostConfigure<AspNetCoreTraceInstrumentationOptions>(tracing =>
    {
        var filter = tracing.Filter;
        tracing.Filter = http => !http.Request.Headers.ContainsKey("X-Refresh") && filter?.Invoke(http) != false;
    });
}
