using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace OtelShop.ServiceDefaults.Telemetry;

/// <summary>
/// Sends the remaining telemetry after all services have stopped, every signal at the same time. Disposal alone waits for one signal after the other,
/// 20 seconds in all when the collector does not answer.
/// </summary>
internal sealed class TelemetryShutdown(IServiceProvider services) : IHostedLifecycleService, IDisposable
{
    private const int LimitMilliseconds = 2_000;

    // Created before this service, so that the container disposes of them after it.
    private readonly TracerProvider? _traces = services.GetService<TracerProvider>();
    private readonly MeterProvider? _metrics = services.GetService<MeterProvider>();
    private readonly LoggerProvider? _logs = services.GetService<LoggerProvider>();
    private readonly Lock _lock = new();
    private Task? _shutdown;
    private bool _isDisposed;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_isDisposed)
                return Task.CompletedTask;
            // A host may be asked to stop twice, as by its owner and by its own Run; a second task would hide the first from Dispose.
            return _shutdown ??= Task.WhenAll(
                Task.Run(() => _traces?.Shutdown(LimitMilliseconds), CancellationToken.None),
                Task.Run(() => _metrics?.Shutdown(LimitMilliseconds), CancellationToken.None),
                Task.Run(() => _logs?.Shutdown(LimitMilliseconds), CancellationToken.None));
        }
    }

    /// <summary>Keeps shutdown and disposal apart: a host may be disposed of while it stops, and a provider must not do both at once.</summary>
    public void Dispose()
    {
        lock (_lock)
            _isDisposed = true;
        _shutdown?.Wait();
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
