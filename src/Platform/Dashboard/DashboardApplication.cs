using Microsoft.Extensions.Options;
using OtelShop.Dashboard.Api;
using OtelShop.Dashboard.ConsoleLogs;
using OtelShop.Dashboard.GoldenSignals;
using OtelShop.Dashboard.Ingest;
using OtelShop.Dashboard.Layout;
using OtelShop.Dashboard.Listeners;
using OtelShop.Dashboard.Live;
using OtelShop.Dashboard.Manage;
using OtelShop.Dashboard.Metrics;
using OtelShop.Dashboard.Resources;
using OtelShop.Dashboard.Security;
using OtelShop.Dashboard.ServiceMap;
using OtelShop.Dashboard.StructuredLogs;
using OtelShop.Dashboard.Telemetry;
using OtelShop.Dashboard.Traces;
using OtelShop.Pages;
using OtelShop.Pages.Security;

namespace OtelShop.Dashboard;

/// <summary>The dashboard as a web application of its own: a program by itself, or inside of whoever runs the resources that it shows.</summary>
public static class DashboardApplication
{
    /// <summary>Builds the dashboard.</summary>
    /// <param name="args">Command line; settings are below <c>Dashboard:</c>.</param>
    /// <param name="resources">Who runs the resources. Null where nobody does: it then shows telemetry alone.</param>
    /// <param name="configure">Last word on settings and services.</param>
    public static WebApplication Build(string[] args, IResourceSource? resources = null, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = typeof(DashboardApplication).Assembly.GetName().Name,
            // Not the working directory, which may be anybody's and hold settings of another program.
            ContentRootPath = AppContext.BaseDirectory,
        });
        // Request lines would carry the login's token.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        configure?.Invoke(builder);
        builder.Services.AddSingleton<IConfigureOptions<DashboardOptions>, AspireVariables>();
        builder.Services.AddOptions<DashboardOptions>().BindConfiguration(DashboardOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton(TimeProvider.System);
        if (resources is not null)
            builder.Services.AddSingleton(resources);
        builder.AddListeners();
        builder.AddSecurity();
        builder.Services.AddProblemDetails();
        // No page holds a secret beside what its reader sent, so compressing both together gives nothing away (BREACH); forms carry a new mask each time.
        builder.Services.AddResponseCompression(compression => compression.EnableForHttps = true);
        builder.Services.AddSingleton<LiveFeed>();
        builder.AddTelemetryStore();
        builder.AddIngest();
        builder.AddResources();
        builder.AddConsoleLogs();
        builder.AddStructuredLogs();
        builder.AddTraces();
        builder.AddMetrics();
        builder.AddServiceMap();
        builder.AddGoldenSignals();
        builder.AddTelemetryApi();
        builder.AddManage();

        var app = builder.Build();
        app.UseSecurityHeaders();
        app.UseKnownHosts(context => !Listener.Pages.Received(context) || context.RequestServices.GetRequiredService<HostNames>().Knows(context.Request.Host),
            "The dashboard does not answer under this name. Set Dashboard:Frontend:PublicUrl if it should.");
        app.UseTrustedProxies();
        app.UseResponseCompression();
        app.UsePageFaults();
        app.UseFilterRedirect();
        app.UseRouting();
        app.UseLogin();
        app.MapTokenQuestion();
        app.Services.GetRequiredService<LiveFeed>().Map(app);
        app.MapGet("/health", () => Results.Text("Healthy")).AllowAnonymous();
        app.MapPages();
        app.MapResources();
        app.MapConsoleLogs();
        app.MapTelemetryApi();
        app.MapManage();
        return app;
    }
}
