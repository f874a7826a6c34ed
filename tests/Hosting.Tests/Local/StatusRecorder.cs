using System.Collections.Concurrent;
using Aspire.Hosting.Local.Status;

namespace Aspire.Hosting.Tests.Local;

/// <summary>Remembers what a person would have seen.</summary>
internal sealed class StatusRecorder : IStatusView
{
    private readonly TaskCompletionSource<IReadOnlyList<string>> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ConcurrentQueue<string> Notices { get; } = new();

    public Task<IReadOnlyList<string>> StartedWith => _started.Task.WaitAsync(TimeSpan.FromMinutes(1));

    public Task<string> Notice(string part) => Task.Run(async () =>
    {
        await Eventually.True(() => Notices.Any(notice => notice.Contains(part)));
        return Notices.First(notice => notice.Contains(part));
    });

    public void Changed(ResourceRow row, IReadOnlyList<ResourceRow> all)
    {
    }

    public void Tell(Notice notice) => Notices.Enqueue(notice.Text);

    public ConcurrentQueue<string> Entrances { get; } = new();

    public void Opened(string line) => Entrances.Enqueue(line);

    public void Started(IReadOnlyList<string> lines) => _started.TrySetResult(lines);

    public void Stopping()
    {
    }

    public Task CloseAsync() => Task.CompletedTask;
}
