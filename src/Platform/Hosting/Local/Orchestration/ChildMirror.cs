namespace Aspire.Hosting.Local.Orchestration;

/// <summary>A resource without a life of its own, such as a database, is what its parent is, plus its own health.</summary>
internal sealed class ChildMirror(IResourceWithParent child, LocalServices local)
{
    private readonly InstanceStatus _status = new(child, child.Name, local.Notifications, local.Time);

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        string? last = null;
        var monitoring = new CancellationTokenSource();
        var monitor = Task.CompletedTask;
        try
        {
            await foreach (var change in local.Notifications.WatchAsync(stopping))
            {
                if (change.Resource != child.Parent || change.Snapshot.State is not { } state || state.Text == last)
                    continue;
                last = state.Text;
                await monitoring.CancelAsync();
                await monitor.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                monitoring.Dispose();
                monitoring = CancellationTokenSource.CreateLinkedTokenSource(stopping);
                await _status.MirrorAsync(state);
                if (state.Text == KnownResourceStates.Running)
                    monitor = MonitorAsync(monitoring.Token);
            }
        }
        finally
        {
            await monitoring.CancelAsync();
            await monitor.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            monitoring.Dispose();
        }
    }

    private async Task MonitorAsync(CancellationToken cancellationToken)
    {
        // What makes the child exist, such as CREATE DATABASE, is a callback of the parent.
        var parent = await local.Notifications.WaitForResourceAsync(child.Parent.Name, change => change.Snapshot.Ready is not null, cancellationToken);
        await parent.Snapshot.Ready!.WaitAsync(cancellationToken);
        await local.Monitor.RunAsync(new Patient(child, _status, () => ""), () => local.PublishReadyAsync(child, _status, cancellationToken), cancellationToken);
    }
}
