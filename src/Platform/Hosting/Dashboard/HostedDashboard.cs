using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OtelShop.Dashboard;
using OtelShop.Dashboard.Listeners;

namespace Aspire.Hosting.Dashboard;

/// <summary>The dashboard, in the process of the host: there before any resource asks where its telemetry goes, and until the last one has sent it.</summary>
internal sealed class HostedDashboard(
    DashboardSettings settings, DashboardPorts ports, HostedResources resources, Entrances entrances, ILoggerFactory loggers) : IHostedService, IAsyncDisposable
{
    /// <summary>Open pages are let go of then: everything together stops within five seconds.</summary>
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(1);

    private WebApplication? _app;

    /// <exception cref="DistributedApplicationException">The dashboard cannot be started with these settings.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        ports.Settle(settings);
        try
        {
            _app = DashboardApplication.Build([], resources, Configure);
            await _app.StartAsync(cancellationToken);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            await DisposeAsync();
            throw new DistributedApplicationException($"The dashboard cannot be started: {Reason(error)}", error);
        }

        var addresses = _app.Services.GetRequiredService<DashboardAddresses>();
        settings.TellResources(addresses.Frontend, addresses.OtlpGrpc, addresses.OtlpHttp);
        if (settings.TelemetryGoesTo is { } elsewhere)
            loggers.CreateLogger<HostedDashboard>().TelemetryGoesElsewhere(elsewhere);
        entrances.Open(settings.EntranceAt(addresses.Frontend));
    }

    /// <summary>Which pages may send telemetry from a browser: those of the system itself, once they have their addresses.</summary>
    public void Allow(IEnumerable<string> origins)
    {
        if (_app is null || settings.HasOrigins)
            return;
        _app.Configuration[DashboardSettings.AllowedOrigins] = string.Join(',', origins);
        _app.Configuration["Dashboard:Otlp:Cors:AllowedHeaders"] = "*";
        ((IConfigurationRoot)_app.Configuration).Reload();
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_app is null)
            return;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StopLimit);
        await _app.StopAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is { } app)
        {
            _app = null;
            await app.DisposeAsync();
        }
    }

    private void Configure(WebApplicationBuilder dashboard)
    {
        // It reads what the host tells it, not the host's environment and files a second time.
        dashboard.Configuration.Sources.Clear();
        dashboard.Configuration.AddInMemoryCollection(settings.Values);
        dashboard.Logging.ClearProviders();
        dashboard.Logging.AddProvider(new DashboardLogs(loggers));
        // Where it listens and how to log in is told to the console alone.
        dashboard.Logging.AddFilter("OtelShop.Dashboard", LogLevel.Warning);
        // Ctrl+C is the host's to hear.
        dashboard.Services.AddSingleton<IHostLifetime, DashboardLifetime>();
    }

    private static string Reason(Exception error) => error is OptionsValidationException invalid
        ? string.Join(' ', invalid.Failures)
        : (error.InnerException is { } inner && error is InvalidOperationException ? $"{error.Message} {inner.Message}" : error.Message).ReplaceLineEndings(" ");
}
