using System.Diagnostics;

namespace OtelShop.Testing.Services;

/// <summary>Starts a trace and hears the spans that belong to it; those of other tests are not heard.</summary>
public sealed class SpanRecorder : IDisposable
{
    private static readonly ActivitySource Source = new("OtelShop.Tests");

    private readonly ActivityListener _listener;
    private readonly Activity _root;
    private readonly Lock _lock = new();
    private readonly List<Activity> _stopped = [];
    private readonly List<(Func<Activity, bool> Matches, TaskCompletionSource<Activity> Found)> _waiting = [];

    public SpanRecorder()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Hear,
        };
        ActivitySource.AddActivityListener(_listener);
        _root = Source.StartActivity("test")!;
    }

    /// <summary>The spans that have finished so far.</summary>
    public IReadOnlyList<Activity> Finished
    {
        get
        {
            lock (_lock)
                return [.. _stopped];
        }
    }

    /// <summary>The first finished span of that name.</summary>
    public Task<Activity> NamedAsync(string name) => WhenStoppedAsync(span => span.OperationName == name || span.DisplayName == name);

    /// <summary>The finished span of the request that a server answered; of several servers, the one whose path ends so.</summary>
    public Task<Activity> RequestAsync(string path = "") => WhenStoppedAsync(span =>
        span.Kind is ActivityKind.Server && (span.GetTagItem("url.path") as string ?? span.DisplayName).EndsWith(path, StringComparison.Ordinal));

    public void Dispose()
    {
        _root.Dispose();
        _listener.Dispose();
    }

    private Task<Activity> WhenStoppedAsync(Func<Activity, bool> matches)
    {
        lock (_lock)
        {
            if (_stopped.Find(span => matches(span)) is { } span)
                return Task.FromResult(span);

            var found = new TaskCompletionSource<Activity>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((matches, found));
            return found.Task.WaitAsync(TimeSpan.FromSeconds(30));
        }
    }

    private void Hear(Activity span)
    {
        // A span of before this recorder's own root can arrive while the constructor runs.
        if (_root is null || span.TraceId != _root.TraceId)
            return;

        lock (_lock)
        {
            _stopped.Add(span);
            _waiting.FindAll(waiting => waiting.Matches(span)).ForEach(waiting => waiting.Found.TrySetResult(span));
        }
    }
}
