using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OtelShop.Dashboard.Resources;

namespace OtelShop.Dashboard.Tests;

/// <summary>A dashboard on free ports of this machine, until disposed.</summary>
internal sealed class RunningDashboard : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RunningDashboard(WebApplication app) => _app = app;

    public IServiceProvider Services => _app.Services;

    /// <param name="resources">Who runs resources; null for telemetry alone.</param>
    /// <param name="settings">Pairs such as <c>("Otlp:AuthMode", "ApiKey")</c>, below <c>Dashboard:</c>.</param>
    public static async Task<RunningDashboard> StartAsync(IResourceSource? resources = null, params (string Name, string? Value)[] settings)
    {
        (string Name, string? Value)[] all =
        [
            ("Frontend:EndpointUrls", "http://127.0.0.1:0"), ("Otlp:GrpcEndpointUrl", "http://127.0.0.1:0"), ("Otlp:HttpEndpointUrl", "http://127.0.0.1:0"),
            ("Frontend:AuthMode", "Unsecured"), .. settings,
        ];
        var app = DashboardApplication.Build([], resources, builder =>
        {
            builder.Configuration.AddInMemoryCollection(all.Select(s => KeyValuePair.Create("Dashboard:" + s.Name, s.Value)));
            builder.Logging.ClearProviders();
        });
        await app.StartAsync();
        return new(app);
    }

    public T Get<T>() where T : notnull => Services.GetRequiredService<T>();

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
