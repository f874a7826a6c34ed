using System.Collections.Concurrent;
using System.Threading.Channels;
using OtelShop.Dashboard.Resources;

namespace OtelShop.Dashboard.Tests.Resources;

/// <summary>Somebody who runs resources, as far as a test says so.</summary>
internal sealed class FakeResources : IResourceSource
{
    private readonly Channel<ResourceView> _changes = Channel.CreateUnbounded<ResourceView>();
    private readonly ConcurrentDictionary<string, List<ConsoleLine>> _lines = new();
    private readonly ConcurrentDictionary<string, Channel<ConsoleLine>> _watchers = new();

    /// <summary>Every command as "resource/command".</summary>
    public ConcurrentQueue<string> Executed { get; } = new();

    /// <summary>What the next commands come to. Null is success.</summary>
    public string? Answer { get; set; }

    public FakeResources Put(params ReadOnlySpan<ResourceView> resources)
    {
        foreach (var resource in resources)
            _changes.Writer.TryWrite(resource);
        return this;
    }

    public void Say(string resource, string text, bool isError = false)
    {
        var lines = _lines.GetOrAdd(resource, _ => []);
        lock (lines)
        {
            var line = new ConsoleLine(lines.Count + 1, DateTimeOffset.UnixEpoch.AddDays(20_000).AddSeconds(lines.Count), text, isError);
            lines.Add(line);
            if (_watchers.TryGetValue(resource, out var watcher))
                watcher.Writer.TryWrite(line);
        }
    }

    public IAsyncEnumerable<ResourceView> WatchAsync(CancellationToken cancellationToken) => _changes.Reader.ReadAllAsync(cancellationToken);

    public IAsyncEnumerable<IReadOnlyList<ConsoleLine>> WatchConsoleAsync(string resourceName, CancellationToken cancellationToken)
    {
        var watcher = Channel.CreateUnbounded<ConsoleLine>();
        var lines = _lines.GetOrAdd(resourceName, _ => []);
        lock (lines)
        {
            lines.ForEach(line => watcher.Writer.TryWrite(line));
            _watchers[resourceName] = watcher;
        }

        return watcher.Reader.ReadAllAsync(cancellationToken).Select(IReadOnlyList<ConsoleLine> (line) => [line]);
    }

    public IReadOnlyList<ConsoleLine> ReadConsole(string resourceName, int count)
    {
        var lines = _lines.GetOrAdd(resourceName, _ => []);
        lock (lines)
            return [.. lines.TakeLast(count)];
    }

    public void ClearConsole(string resourceName) => _lines[resourceName] = [];

    public Task<string?> ExecuteAsync(string resourceName, string command, CancellationToken cancellationToken)
    {
        Executed.Enqueue($"{resourceName}/{command}");
        return Task.FromResult(Answer);
    }
}
