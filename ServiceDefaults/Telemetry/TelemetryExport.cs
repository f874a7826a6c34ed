using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace OtelShop.ServiceDefaults.Telemetry;

/// <summary>Starts to listen before the server and the other hosted services do, and exports what is left after they have stopped.</summary>
internal sealed class TelemetryExport(IServiceProvider services, ProcessMetrics process) : IHostedLifecycleService
{
    private const int FlushMilliseconds = 3000;

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        process.Publish();
        // The providers listen from the moment they exist.
        services.GetRequiredService<TracerProvider>();
        services.GetRequiredService<MeterProvider>();
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(
            Task.Run(() => services.GetRequiredService<TracerProvider>().Shutdown(FlushMilliseconds), CancellationToken.None),
            Task.Run(() => services.GetRequiredService<MeterProvider>().Shutdown(FlushMilliseconds), CancellationToken.None));
}
