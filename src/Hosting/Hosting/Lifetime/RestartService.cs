using System.Collections.Concurrent;
using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace OtelShop.Hosting.Lifetime;

/// <summary>Marks a resource that comes back after a crash.</summary>
/// <param name="wayOut">What a person can do when it keeps crashing. Null when its own log says that.</param>
internal sealed class RestartAnnotation(string? wayOut = null) : IResourceAnnotation
{
    public string? WayOut => wayOut;
}

/// <summary>Starts resources again that ended by themselves.</summary>
internal sealed class RestartService(
    ResourceNotificationService notifications, ResourceCommandService commands, DataDirectory data, TimeProvider time,
    IHostApplicationLifetime lifetime, ILogger<RestartService> logger) : BackgroundService
{
    /// <summary>Aspire's resource of the dashboard. It has no command to start.</summary>
    public const string Dashboard = "aspire-dashboard";

    private const string Restarting = "Restarting";

    private readonly Dictionary<string, RestartBackOff> _backOff = [];
    private readonly Dictionary<string, string?> _states = [];

    /// <summary>When the last process of each resource ended.</summary>
    private readonly Dictionary<string, DateTime> _ends = [];

    /// <summary>Resources between crash and restart: DCP may repeat the state of the crash in this time.</summary>
    private readonly ConcurrentDictionary<string, bool> _waiting = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // This service itself stops after DCP has: a resource that DCP stops has not crashed.
        stoppingToken = lifetime.ApplicationStopping;
        var restarts = new List<Task>();
        try
        {
            await foreach (var change in notifications.WatchAsync(stoppingToken))
            {
                var state = change.Snapshot.State?.Text;
                var before = _states.GetValueOrDefault(change.ResourceId);
                _states[change.ResourceId] = state;
                var isCrash = !IsRepeated(change) && IsCrash(before, state, change.Snapshot.ExitCode);
                if (change.Resource.TryGetLastAnnotation<RestartAnnotation>(out var restart))
                {
                    var backOff = BackOffOf(change.ResourceId);
                    if (state == KnownResourceStates.Running && before != state)
                        backOff.Started();
                    else if (isCrash && _waiting.TryAdd(change.ResourceId, true))
                        restarts.Add(RestartAsync(change, restart, backOff, stoppingToken));
                }
                else if (isCrash && change.Resource.Name == Dashboard)
                {
                    logger.DashboardEnded(Text(change.Snapshot.ExitCode!.Value));
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await Task.WhenAll(restarts).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Whether a resource ended without having been stopped. A service that ends by itself has crashed, whatever its exit code.</summary>
    internal static bool IsCrash(string? before, string? state, int? exitCode) =>
        before is not null && before != state && exitCode is not null && IsEnd(state)
        && before != KnownResourceStates.Stopping
        // DCP repeats the state of the crash after this service has shown its own.
        && !before.StartsWith(Restarting, StringComparison.Ordinal);

    // DCP reports the end of a process again, also after the next one has begun to start.
    private bool IsRepeated(ResourceEvent change)
    {
        if (!IsEnd(change.Snapshot.State?.Text) || change.Snapshot.StopTimeStamp is not { } end)
            return false;
        var isRepeated = _ends.TryGetValue(change.ResourceId, out var known) && known == end;
        _ends[change.ResourceId] = end;
        return isRepeated;
    }

    private static bool IsEnd(string? state) => state == KnownResourceStates.Finished || state == KnownResourceStates.Exited;

    private static string Text(int exitCode) => exitCode.ToString(CultureInfo.InvariantCulture);

    private async Task RestartAsync(ResourceEvent crashed, RestartAnnotation restart, RestartBackOff backOff, CancellationToken stoppingToken)
    {
        var name = crashed.Resource.Name;
        var delay = backOff.Crashed();
        var exitCode = Text(crashed.Snapshot.ExitCode!.Value);
        var wait = string.Create(CultureInfo.InvariantCulture, $"{delay.TotalSeconds:0} s");
        logger.Crashed(name, exitCode, wait, backOff.Crashes, ResourceLogFiles.PathOf(data, crashed.Resource), WayOut(restart));
        await notifications.PublishUpdateAsync(
            crashed.Resource, crashed.ResourceId, snapshot => snapshot with { State = new ResourceStateSnapshot($"{Restarting} in {wait}", KnownResourceStateStyles.Warn) });
        await Task.Delay(delay, time, stoppingToken);
        _waiting.TryRemove(crashed.ResourceId, out _);
        // The user may have started it already.
        if (notifications.TryGetCurrentState(crashed.ResourceId, out var current) && current.Snapshot.State?.Text == KnownResourceStates.Running)
            return;
        var result = await commands.ExecuteCommandAsync(crashed.ResourceId, KnownResourceCommands.StartCommand, stoppingToken);
        if (!result.Success && !stoppingToken.IsCancellationRequested)
            logger.NotRestarted(name, result.Message);
    }

    private string WayOut(RestartAnnotation restart) => data.SpaceHint is { Length: > 0 } full ? full : restart.WayOut is { } own ? " " + own : "";

    private RestartBackOff BackOffOf(string resourceId)
    {
        if (!_backOff.TryGetValue(resourceId, out var backOff))
            _backOff[resourceId] = backOff = new RestartBackOff(time);
        return backOff;
    }
}

/// <summary>Counts the crashes of one resource in a row, and how long to wait after each.</summary>
internal sealed class RestartBackOff(TimeProvider time)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>A resource that ran for this long is taken to be well: the count begins anew.</summary>
    private static readonly TimeSpan Stable = TimeSpan.FromMinutes(1);

    private long _started = time.GetTimestamp();

    public int Crashes { get; private set; }

    public void Started() => _started = time.GetTimestamp();

    public TimeSpan Crashed()
    {
        Crashes = time.GetElapsedTime(_started) >= Stable ? 1 : Crashes + 1;
        return TimeSpan.FromSeconds(Math.Min(Longest.TotalSeconds, First.TotalSeconds * Math.Pow(2, Crashes - 1)));
    }
}
