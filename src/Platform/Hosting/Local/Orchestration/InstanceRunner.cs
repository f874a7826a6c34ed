using Aspire.Hosting.Local.Containers;
using Aspire.Hosting.Local.Processes;
using Aspire.Hosting.Local.Realizations;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Local.Orchestration;

/// <summary>Keeps one copy of a resource running until it is told to stop, has done its work, or cannot be started at all.</summary>
internal sealed class InstanceRunner(IResource resource, ResourceInstance instance, InstanceStatus status, IRealization realization, LocalServices local)
{
    /// <summary>Crashes in a row after which the resource is no longer taken to recover by itself, though it is still tried.</summary>
    private const int ManyCrashes = 4;

    private static readonly TimeSpan RuntimeRetry = TimeSpan.FromSeconds(10);

    private readonly InstanceLog _log = local.OpenLog(status.Id);
    private readonly ILogger _logger = local.Logger<InstanceRunner>();
    private int _restarts;
    private bool _runtimeWasMissing;
    private string? _wayOut;

    // Both together stay below five seconds. A database writes its memory to disk when it stops.
    private readonly TimeSpan _grace = TimeSpan.FromSeconds(realization.StopsLast ? 2.7 : 1.8);

    /// <summary>Starts the process again whenever it crashes.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        var backOff = new RestartBackOff(local.Time);
        while (!stopping.IsCancellationRequested)
        {
            await status.StartingAsync();
            int exitCode;
            bool wasReady;
            try
            {
                backOff.Started();
                (exitCode, wasReady) = await RunOnceAsync(stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                await status.EndedAsync(KnownResourceStates.Exited, KnownResourceStateStyles.Info, exitCode: null);
                break;
            }
            catch (ContainerRuntimeUnavailableException error)
            {
                await WaitForRuntimeAsync(error.Message, stopping);
                continue;
            }
            catch (DistributedApplicationException error)
            {
                await FailToStartAsync(error.Message);
                break;
            }
            catch (Exception error)
            {
                // Nobody awaits the run of a resource before the host stops: what went wrong is told here or never.
                await FailToStartAsync(error.ToString());
                break;
            }

            if (stopping.IsCancellationRequested || !await IsRestartedAsync(exitCode, wasReady, backOff, stopping))
                break;
        }

        await local.PublishStoppedAsync(resource, status);
    }

    /// <summary>Called when nothing will write into the log any more.</summary>
    public void Close() => _log.Dispose();

    public async Task FailToStartAsync(string reason)
    {
        _logger.NotStarted(status.Id, reason);
        foreach (var line in reason.Split('\n'))
            _log.Add(line, isError: true);
        await status.EndedAsync(KnownResourceStates.FailedToStart, KnownResourceStateStyles.Error, exitCode: null);
    }

    private async Task WaitForRuntimeAsync(string reason, CancellationToken stopping)
    {
        if (!_runtimeWasMissing)
            _logger.NotStarted(status.Id, reason);
        _runtimeWasMissing = true;
        await status.EndedAsync(KnownResourceStates.RuntimeUnhealthy, KnownResourceStateStyles.Error, exitCode: null);
        await Task.Delay(RuntimeRetry, local.Time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<(int ExitCode, bool WasReady)> RunOnceAsync(CancellationToken stopping)
    {
        var logger = local.ResourceLogger(status.Id);
        var prepared = await realization.PrepareAsync(
            new InstanceContext(resource, status.Id, instance, local.Data, logger, new ToolRunner(local.Guardian, _log)), stopping);
        _wayOut = prepared.WayOut;
        await status.PreparedAsync(prepared);
        if (prepared.Container is { } container)
            local.Guardian.WatchContainer(container.Runtime, container.Name);
        var child = ToolRunner.Start(prepared.Command, local.Guardian, _log.Add);
        using var monitoring = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        try
        {
            await status.RunningAsync(child.Id);
            var ready = false;
            var monitor = local.Monitor.RunAsync(new Patient(resource, status, _log.TakeStory), OnHealthy, monitoring.Token);
            await WaitForEndAsync(child, stopping);
            await monitoring.CancelAsync();
            await monitor.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var exitCode = await child.Exited;
            if (stopping.IsCancellationRequested)
                await status.EndedAsync(KnownResourceStates.Exited, KnownResourceStateStyles.Info, exitCode);
            return (exitCode, ready);

            Task OnHealthy()
            {
                ready = true;
                return local.PublishReadyAsync(resource, status, monitoring.Token);
            }
        }
        finally
        {
            if (prepared.Container is { } left)
                await local.RemoveAsync(left);
        }
    }

    private async Task WaitForEndAsync(ChildProcess child, CancellationToken stopping)
    {
        await child.Exited.WaitAsync(stopping).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        if (child.Exited.IsCompleted)
            return;
        await status.StateAsync(KnownResourceStates.Stopping);
        if (!await child.StopAsync(_grace, local.Time))
            _logger.Killed(status.Id, _grace.TotalSeconds);
    }

    private async Task<bool> IsRestartedAsync(int exitCode, bool wasReady, RestartBackOff backOff, CancellationToken stopping)
    {
        if (exitCode == 0 && !realization.RunsForever)
        {
            await status.EndedAsync(KnownResourceStates.Finished, KnownResourceStateStyles.Success, exitCode);
            return false;
        }

        if (local.IsAwaitedToComplete(resource))
        {
            _logger.Failed(status.Id, Ending(exitCode), _log.TakeStory());
            await status.EndedAsync(KnownResourceStates.Exited, KnownResourceStateStyles.Error, exitCode);
            return false;
        }

        var delay = backOff.Crashed();
        await status.CrashedAsync(StateAfterCrash(backOff.CrashesInARow, wasReady), exitCode, ++_restarts);
        _logger.Crashed(
            status.Id, Ending(exitCode), wasReady ? "" : " before it became healthy", $"{delay.TotalSeconds:0.##} s", backOff.CrashesInARow,
            wasReady || _wayOut is null ? _log.TakeStory() : $"{_log.TakeStory()}\n{_wayOut}");
        await Task.Delay(delay, local.Time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return true;
    }

    // A crash or two may be a hiccup; whoever waits is told that waiting is in vain only when it looks so.
    private static string StateAfterCrash(int crashes, bool wasReady) =>
        crashes <= ManyCrashes ? LocalStates.Restarting : wasReady ? KnownResourceStates.Exited : KnownResourceStates.FailedToStart;

    private static string Ending(int exitCode) => exitCode > 128 ? $"signal {exitCode - 128}" : $"exit code {exitCode}";
}
