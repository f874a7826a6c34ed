using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OtelShop.Dashboard.Listeners;
using OtelShop.Dashboard.Telemetry.Logs;
using OtelShop.Dashboard.Telemetry.Metrics;
using OtelShop.Dashboard.Telemetry.Traces;

namespace OtelShop.Dashboard.Interop.Tests;

/// <summary>A dashboard that wants a key, on free ports, until disposed.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    public const string Key = "a key of the tests";

    private readonly WebApplication _app;

    private Receiver(WebApplication app) => _app = app;

    public DashboardAddresses Addresses => _app.Services.GetRequiredService<DashboardAddresses>();

    public TraceStore Traces => _app.Services.GetRequiredService<TraceStore>();

    public LogStore Logs => _app.Services.GetRequiredService<LogStore>();

    public MetricStore Metrics => _app.Services.GetRequiredService<MetricStore>();

    public static async Task<Receiver> StartAsync()
    {
        var app = DashboardApplication.Build([], configure: builder =>
        {
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Dashboard:Frontend:EndpointUrls"] = "http://127.0.0.1:0",
                ["Dashboard:Otlp:GrpcEndpointUrl"] = "http://127.0.0.1:0",
                ["Dashboard:Otlp:HttpEndpointUrl"] = "http://127.0.0.1:0",
                ["Dashboard:Otlp:AuthMode"] = "ApiKey",
                ["Dashboard:Otlp:PrimaryApiKey"] = Key,
            });
            builder.Logging.ClearProviders();
        });
        await app.StartAsync();
        return new(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
