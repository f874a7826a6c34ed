using Microsoft.Extensions.Options;
using OtelShop.Flagd.Api;
using OtelShop.Flagd.Connect;
using OtelShop.Flagd.Evaluation;
using OtelShop.Flagd.Flags;
using OtelShop.Flagd.Listeners;
using OtelShop.Flagd.Metrics;
using OtelShop.Flagd.Ofrep;
using OtelShop.Flagd.Scheduler;
using OtelShop.Flagd.Security;
using OtelShop.Flagd.Sync;
using OtelShop.Flagd.Ui;
using OtelShop.Pages;
using OtelShop.Pages.Security;
using OtelShop.ServiceDefaults.Http;

namespace OtelShop.Flagd;

/// <summary>The flag daemon: serves one set of flags over every protocol of flagd, and the pages that change it.</summary>
internal static class FlagdApplication
{
    /// <summary>Builds the daemon.</summary>
    /// <param name="args">Command line; settings are below <c>Flagd:</c>.</param>
    /// <param name="configure">Final changes of settings and services.</param>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = typeof(FlagdApplication).Assembly.GetName().Name,
            // The working directory may hold another program's settings.
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.AddServiceDefaults(FlagTelemetry.MeterName);
        configure?.Invoke(builder);
        builder.Services.AddOptions<FlagdOptions>().BindConfiguration(FlagdOptions.Section).ValidateDataAnnotations()
            .Validate(flagd => TrustedProxies.AreReadable(flagd.TrustedProxies), "Flagd:TrustedProxies must be addresses or networks such as 127.0.0.1,10.0.0.0/8.")
            .ValidateOnStart();
        builder.AddListeners();
        builder.AddFlags();
        builder.AddEvaluation();
        builder.AddSync();
        builder.Services.AddSingleton<MetricsRoute>();
        builder.AddEvaluationCors();
        builder.AddScheduler();
        builder.AddSecurity();
        builder.AddUi();

        var app = builder.Build();
        app.UseSecurityHeaders(Listener.Pages.Received);
        // Before the check of the host name, which would otherwise see the name under which the proxy calls.
        app.UseTrustedProxies(app.Services.GetRequiredService<IOptions<FlagdOptions>>().Value.TrustedProxies);
        app.UseKnownHosts(context => !Listener.Pages.Received(context) || context.RequestServices.GetRequiredService<HostNames>().Knows(context.Request.Host),
            "The flag daemon does not answer under this name. Set Flagd:PublicUrl if it should.");
        CrossOriginProtection.Use(app);
        app.UseEvaluationCors();
        app.UseBrowserPath();
        app.UseFormerNames();
        app.UseRouting();
        app.UseLogin();
        app.MapDefaultEndpoints();
        app.MapProbes();
        MetricsRoute.Map(app);
        app.MapEvaluation();
        app.MapConnect();
        app.MapSync();
        app.MapOfrep();
        var pages = app.MapGroup("").At(Listener.Pages);
        FlagApi.Map(pages);
        pages.MapUi();
        return app;
    }
}
