using System.Threading.Channels;

namespace OtelShop.Flagd.Flags;

/// <summary>
/// Has the file looked at when anything happens in its folder, however an editor does it: in place, by renaming onto it, by deleting and creating, by turning a link as
/// Kubernetes does for a ConfigMap. What the system does not report (network drives, a link's target elsewhere) is found by looking every second.
/// </summary>
internal sealed class FlagFileWatcher(FlagStore store, FlagFile file, TimeProvider time, ILogger<FlagFileWatcher> logger) : BackgroundService
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Channel<bool> _hints = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        // The first document is there before anybody can ask.
        await store.LoadAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        FileSystemWatcher? folder = null;
        try
        {
            var wasRefused = false;
            while (!stoppingToken.IsCancellationRequested)
            {
                if (folder is null && Directory.Exists(file.Folder))
                    folder = TryWatch(ref wasRefused);
                else if (folder is not null && !Directory.Exists(file.Folder))
                    Forget(ref folder);
                await WaitAsync(stoppingToken);
                await LookAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The daemon stops.
        }
        finally
        {
            Forget(ref folder);
        }
    }

    private async Task LookAsync(CancellationToken stoppingToken)
    {
        try
        {
            await store.ReloadAsync(stoppingToken);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            logger.WatchFailed(error);
        }
    }

    // A burst of reports is one.
    private async Task WaitAsync(CancellationToken stoppingToken)
    {
        using var tick = time.CreateTimer(_ => Hint(), null, Interval, Timeout.InfiniteTimeSpan);
        await _hints.Reader.ReadAsync(stoppingToken);
        await Task.Delay(Quiet, time, stoppingToken);
        _hints.Reader.TryRead(out _);
    }

    private FileSystemWatcher? TryWatch(ref bool wasRefused)
    {
        try
        {
            var watcher = new FileSystemWatcher(file.Folder)
            {
                NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size | NotifyFilters.CreationTime,
            };
            watcher.Changed += (_, _) => Hint();
            watcher.Created += (_, _) => Hint();
            watcher.Deleted += (_, _) => Hint();
            watcher.Renamed += (_, _) => Hint();
            watcher.Error += (_, _) => Hint();
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // Linux has a limit of watches for each user.
            if (!wasRefused)
                logger.FolderNotWatched(file.Folder, error.Message);
            wasRefused = true;
            return null;
        }
    }

    private void Hint() => _hints.Writer.TryWrite(true);

    private static void Forget(ref FileSystemWatcher? folder)
    {
        folder?.Dispose();
        folder = null;
    }
}
