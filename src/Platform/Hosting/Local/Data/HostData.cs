using Aspire.Hosting.Eventing;
using Aspire.Hosting.Lifecycle;
using Aspire.Hosting.Local.Processes;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Local.Data;

/// <summary>Takes the data directory before anything else happens, above all before a generated password is read from it or written to it.</summary>
internal sealed class HostData(LocalOptions options, TimeProvider time, ILogger<HostData> logger) : IDistributedApplicationEventingSubscriber, IHostedLifecycleService, IAsyncDisposable
{
    /// <summary>An earlier host's guardian needs about two seconds; this host waits for it before it kills.</summary>
    private static readonly TimeSpan LeftoverGrace = TimeSpan.FromSeconds(4);

    private DataDirectory? _directory;
    private ProcessGuardian? _guardian;

    public DataDirectory Directory => _directory ?? throw new InvalidOperationException("The host has not been started.");

    public ProcessGuardian Guardian => _guardian ?? throw new InvalidOperationException("The host has not been started.");

    public async Task SubscribeAsync(
        IDistributedApplicationEventing eventing, DistributedApplicationExecutionContext executionContext, CancellationToken cancellationToken)
    {
        _directory = DataDirectory.Open(options.DataDirectory);
        var leftovers = await RunningChildren.EndAsync(_directory.Children, LeftoverGrace, time);
        if (leftovers > 0)
            logger.LeftoversEnded(leftovers);
        if (options.Fresh)
            _directory.Clear();
        _guardian = ProcessGuardian.Start(_directory.Children);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Everybody who may still write into the directory has stopped.</summary>
    public Task StoppedAsync(CancellationToken cancellationToken) => DisposeAsync().AsTask();

    /// <summary>Makes sure that no child is left, then lets the next host have the directory.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_guardian is not null)
            await _guardian.DisposeAsync();
        _guardian = null;
        _directory?.Dispose();
        _directory = null;
    }
}
