using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OtelShop.Dashboard.Listeners;
using OtelShop.Dashboard.Resources;
using OtelShop.Pages.Security;

namespace OtelShop.Dashboard.Tests;

/// <summary>A dashboard on free ports of this machine, until disposed.</summary>
internal sealed class RunningDashboard : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RunningDashboard(WebApplication app) => _app = app;

    public IServiceProvider Services => _app.Services;

    /// <summary>Where it listens.</summary>
    public DashboardAddresses Addresses => Get<DashboardAddresses>();

    /// <summary>Opens the pages and logs in.</summary>
    public string LoginUrl => Get<BrowserToken>().LoginUrl;

    /// <summary>A client of the pages, without cookies; it follows no redirect.</summary>
    public HttpClient CreateClient() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Addresses.Frontend };

    /// <summary>A client of the OTLP/HTTP port.</summary>
    public HttpClient CreateOtlpClient() => new(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = Addresses.OtlpHttp };

    /// <param name="resources">Who runs resources; null for telemetry alone.</param>
    /// <param name="settings">Pairs such as <c>("Otlp:AuthMode", "ApiKey")</c>, below <c>Dashboard:</c>.</param>
    public static Task<RunningDashboard> StartAsync(IResourceSource? resources = null, params (string Name, string? Value)[] settings) =>
        StartAsync(resources, _ => { }, _ => { }, settings);

    /// <param name="resources">Who runs resources; null for telemetry alone.</param>
    /// <param name="configure">Services beside those of the dashboard.</param>
    /// <param name="map">Routes beside those of the dashboard.</param>
    /// <param name="settings">Below <c>Dashboard:</c>.</param>
    public static async Task<RunningDashboard> StartAsync(
        IResourceSource? resources, Action<WebApplicationBuilder> configure, Action<WebApplication> map, params (string Name, string? Value)[] settings)
    {
        (string Name, string? Value)[] all =
        [
            ("Frontend:EndpointUrls", "http://127.0.0.1:0"), ("Otlp:GrpcEndpointUrl", "http://127.0.0.1:0"), ("Otlp:HttpEndpointUrl", "http://127.0.0.1:0"),
            ("Frontend:AuthMode", "Unsecured"), .. settings,
        ];
        var app = DashboardApplication.Build([], resources, builder =>
        {
            builder.Configuration.AddInMemoryCollection(all.GroupBy(s => s.Name).Select(s => KeyValuePair.Create("Dashboard:" + s.Key, s.Last().Value)));
            builder.Logging.ClearProviders();
            configure(builder);
        });
        map(app);
        await app.StartAsync();
        return new(app);
    }

    public T Get<T>() where T : notnull => Services.GetRequiredService<T>();

    /// <summary>As Ctrl+C does.</summary>
    public Task StopAsync() => _app.StopAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
