using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;
using OtelShop.Flagd.Flags;
using OtelShop.FlagdCore;

namespace OtelShop.Flagd.Tests.Flags;

/// <summary>A store with a folder of its own, and without a daemon around it.</summary>
internal sealed class StoreOnDisk : IAsyncDisposable
{
    public static readonly FlagAuthor Maria = new("Maria", "page");

    private readonly ServiceProvider _services;
    private readonly FlagFileWatcher _watcher;
    private bool _isWatching;

    private StoreOnDisk(DirectoryInfo folder, string? file, TimeProvider time)
    {
        Folder = folder.FullName;
        var services = new ServiceCollection().AddMetrics().AddLogging(logging => logging.AddProvider(new FakeLoggerProvider(Log)));
        services.AddSingleton(Options.Create(new FlagdOptions { Folder = Folder, File = file })).AddSingleton(time);
        services.AddSingleton<FlagFile>().AddSingleton<FlagHistory>().AddSingleton<ShippedFlags>().AddSingleton<FlagTelemetry>().AddSingleton<FlagAudit>();
        services.AddSingleton<FlagStore>().AddSingleton<FlagFileWatcher>();
        _services = services.BuildServiceProvider();
        Store = _services.GetRequiredService<FlagStore>();
        _watcher = _services.GetRequiredService<FlagFileWatcher>();
        File = _services.GetRequiredService<FlagFile>().Path;
    }

    public string Folder { get; }

    public string File { get; }

    public FlagStore Store { get; }

    public FakeLogCollector Log { get; } = new();

    public IMeterFactory Meters => _services.GetRequiredService<IMeterFactory>();

    /// <param name="content">Of the file. Null: there is none.</param>
    public static async Task<StoreOnDisk> LoadAsync(byte[]? content)
    {
        var store = Prepare();
        if (content is not null)
            await System.IO.File.WriteAllBytesAsync(store.File, content);
        await store.Store.LoadAsync(CancellationToken.None);
        return store;
    }

    /// <param name="content">Of the file.</param>
    /// <param name="time">Null: the system's.</param>
    public static async Task<StoreOnDisk> WatchAsync(byte[] content, TimeProvider? time = null)
    {
        var store = Prepare(time: time);
        await System.IO.File.WriteAllBytesAsync(store.File, content);
        await store.StartWatchingAsync();
        return store;
    }

    /// <param name="file">Null means the usual name.</param>
    /// <param name="time">Null: the system's.</param>
    public static StoreOnDisk Prepare(string? file = null, TimeProvider? time = null) => new(Directory.CreateTempSubdirectory("flags-"), file, time ?? TimeProvider.System);

    public async Task StartWatchingAsync()
    {
        _isWatching = true;
        await _watcher.StartAsync(CancellationToken.None);
    }

    /// <summary>The same folder after a restart.</summary>
    public async Task<FlagStore> ReopenAsync()
    {
        var again = new StoreOnDisk(new DirectoryInfo(Folder), null, TimeProvider.System);
        await again.Store.LoadAsync(CancellationToken.None);
        return again.Store;
    }

    /// <summary>The first log message with this part, once it has been written.</summary>
    public async Task<string> LoggedAsync(string part)
    {
        await Eventually.HoldsAsync(() => Log.GetSnapshot().Any(record => record.Message.Contains(part, StringComparison.Ordinal)));
        return Log.GetSnapshot().First(record => record.Message.Contains(part, StringComparison.Ordinal)).Message;
    }

    /// <summary>The next flags that are not <paramref name="before"/>.</summary>
    public async Task<FlagSet> NextAsync(FlagSet before)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await foreach (var change in Store.WatchAsync(before, limit.Token))
            return change.Now;
        throw new TimeoutException("The flags do not change.");
    }

    public Task<ReplaceResult> ReplaceAsync(byte[] document, string? expectedVersion = null) => Store.TryReplaceAsync(expectedVersion, document, Maria, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        if (_isWatching)
            await _watcher.StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
