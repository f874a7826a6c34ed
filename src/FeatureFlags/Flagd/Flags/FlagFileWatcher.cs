using System.Threading.Channels;

namespace OtelShop.Flagd.Flags;

/// <summary>
/// Checks the file when anything changes in its folder: a write, a rename, a delete and create, or a swapped link, as
/// Kubernetes does for a ConfigMap. Polling every second finds what the system does not report, such as network drives and link targets.
/// </summary>
internal sealed class FlagFileWatcher(FlagStore store, FlagFile file, TimeProvider time, ILogger<FlagFileWatcher> logger) : BackgroundService
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Channel<bool> _hints = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private FileSystemWatcher? _watch;
    private DateTime? _watchedFolderCreated;
    private bool _wasRefused;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        // Load the first document before the listeners open.
        await store.LoadAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                RenewWatch(FolderCreated());
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
            _watch?.Dispose();
        }
    }

    // The system watches a folder, not its path: a folder that is deleted or moved, and made again, needs a new watch.
    private void RenewWatch(DateTime? created)
    {
        if (created == _watchedFolderCreated && (_watch is not null || created is null))
            return;
        _watch?.Dispose();
        _watch = created is null ? null : TryWatch();
        _watchedFolderCreated = created;
        // Find at once what changed before the watch.
        if (_watch is not null)
            Hint();
    }

    /// <summary>Identifies the folder, or the folder that it links to. Null: there is none.</summary>
    private DateTime? FolderCreated()
    {
        try
        {
            var folder = new DirectoryInfo(file.Folder);
            var target = folder.ResolveLinkTarget(returnFinalTarget: true) ?? folder;
            return target.Exists ? target.CreationTimeUtc : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A missing folder, or a link in a circle.
            return null;
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

    // Coalesce a burst of events.
    private async Task WaitAsync(CancellationToken stoppingToken)
    {
        using var tick = time.CreateTimer(_ => Hint(), null, Interval, Timeout.InfiniteTimeSpan);
        await _hints.Reader.ReadAsync(stoppingToken);
        await Task.Delay(Quiet, time, stoppingToken);
        _hints.Reader.TryRead(out _);
    }

    private FileSystemWatcher? TryWatch()
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
            // Linux limits the watches per user.
            if (!_wasRefused)
                logger.FolderNotWatched(file.Folder, error.Message);
            _wasRefused = true;
            return null;
        }
    }

    private void Hint() => _hints.Writer.TryWrite(true);
}
