using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Local.Status;

/// <summary>Shows on the console how every resource is, from the first moment to the last.</summary>
internal sealed class StatusBoard(
    DistributedApplicationModel model, ResourceNotificationService notifications, Notices notices, Entrances entrances, IStatusView view, TimeProvider time)
    : IHostedLifecycleService, IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (int Order, ResourceRow Row)> _rows = [];
    private readonly CancellationTokenSource _stopping = new();
    private Task _watching = Task.CompletedTask;
    private long _begun;
    private bool _isStarted;

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        _begun = time.GetTimestamp();
        _watching = Task.WhenAll(Task.Run(WatchAsync, CancellationToken.None), Task.Run(PassNoticesAsync, CancellationToken.None), Task.Run(PassEntrancesAsync, CancellationToken.None));
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
            view.Stopping();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (notices.Reader.TryRead(out var late))
            view.Tell(late);
        await view.CloseAsync();
    }

    public void Dispose() => _stopping.Dispose();

    private async Task WatchAsync()
    {
        var order = model.Resources.Select((resource, index) => (resource, index)).ToDictionary(pair => pair.resource, pair => pair.index);
        await foreach (var change in notifications.WatchAsync(_stopping.Token))
        {
            if (change.Resource is IResourceWithoutLifetime || change.Snapshot.IsHidden || change.Snapshot.State is null)
                continue;
            lock (_gate)
                Show(order.GetValueOrDefault(change.Resource, int.MaxValue), ResourceRow.Of(change));
        }
    }

    private void Show(int order, ResourceRow row)
    {
        if (_rows.TryGetValue(row.Name, out var known) && known.Row == row)
            return;
        _rows[row.Name] = (order, row);
        var all = _rows.Values.OrderBy(entry => entry.Order).ThenBy(entry => entry.Row.Name, StringComparer.Ordinal).Select(entry => entry.Row).ToList();
        view.Changed(row, all);
        if (_isStarted || all.Count < Expected() || !all.TrueForAll(each => each.IsReady || each.IsBroken))
            return;
        _isStarted = true;
        view.Started(Summary(all));
    }

    private int Expected() => model.Resources.Count(resource => resource is IComputeResource);

    private List<string> Summary(List<ResourceRow> all)
    {
        var seconds = time.GetElapsedTime(_begun).TotalSeconds;
        var broken = all.Where(row => row.IsBroken).Select(row => row.Name).ToList();
        List<string> lines = broken.Count == 0
            ? [$"Everything is healthy after {seconds:0.0} s."]
            : [$"Started in {seconds:0.0} s without {string.Join(", ", broken)}; the reasons are above."];
        lines.AddRange(all.Select(row => row.Entrance).OfType<string>());
        lines.Add("Press Ctrl+C to stop.");
        return lines;
    }

    private async Task PassEntrancesAsync()
    {
        await foreach (var line in entrances.Reader.ReadAllAsync(_stopping.Token))
        {
            lock (_gate)
                view.Opened(line);
        }
    }

    private async Task PassNoticesAsync()
    {
        await foreach (var notice in notices.Reader.ReadAllAsync(_stopping.Token))
        {
            lock (_gate)
                view.Tell(notice);
        }
    }
}
