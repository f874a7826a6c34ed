namespace OtelShop.Dashboard.Telemetry;

/// <summary>Counts the changes of each topic, so that open pages learn of them without asking the stores.</summary>
internal sealed class ChangeFeed
{
    private readonly long[] _versions = new long[Enum.GetValues<Topic>().Length];
    private readonly Lock _gate = new();
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Changed(Topic topic)
    {
        Interlocked.Increment(ref _versions[(int)topic]);
        TaskCompletionSource reached;
        lock (_gate)
        {
            reached = _next;
            _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        reached.TrySetResult();
    }

    /// <summary>Grows with every change of the topic.</summary>
    public long Version(Topic topic) => Volatile.Read(ref _versions[(int)topic]);

    /// <summary>Returns at the next change of any topic. Ask for it before reading versions, and no change is missed.</summary>
    public Task NextAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
            return _next.Task.WaitAsync(cancellationToken);
    }
}
