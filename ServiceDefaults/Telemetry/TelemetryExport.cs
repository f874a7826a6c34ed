using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace OtelShop.ServiceDefaults.Telemetry;

/// <summary>
/// Exports traces and metrics over OTLP for as long as the service runs. Starts before the server and ends after it, with a last flush.
/// Endpoint, protocol, headers, sampler and intervals are the SDK's environment variables.
/// </summary>
internal sealed class TelemetryExport(TelemetryOptions options, ProcessMetrics process) : IHostedLifecycleService, IDisposable
{
    private const int FlushMilliseconds = 2000;
    private TracerProvider? _traces;
    private MeterProvider? _metrics;

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        process.Publish();
        _traces = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(TelemetryBuilderExtensions.Describe(options))
            .AddSource([.. TelemetrySources.Traces, .. options.Sources])
            .AddOtlpExporter()
            .Build();
        _metrics = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(TelemetryBuilderExtensions.Describe(options))
            .AddMeter([.. TelemetrySources.Metrics, .. options.Sources])
            .SetExemplarFilter(ExemplarFilterType.TraceBased)
            .AddOtlpExporter()
            .Build();
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(
            Task.Run(() => _traces?.Shutdown(FlushMilliseconds), CancellationToken.None),
            Task.Run(() => _metrics?.Shutdown(FlushMilliseconds), CancellationToken.None));

    public void Dispose()
    {
        _traces?.Dispose();
        _metrics?.Dispose();
    }
}
