namespace Grpc.AspNetCore.Server;

/// <summary>The timer of one call. Only calls with a deadline have one.</summary>
internal sealed class ServerDeadline : IDisposable
{
    /// <summary>The longest time that a timer can wait, 49 days; later deadlines are as good as none.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _cancellation;
    private readonly ServerCall _call;
    private readonly ITimer _timer;

    public ServerDeadline(ServerCall call, TimeSpan timeout, TimeProvider clock, CancellationToken aborted)
    {
        _call = call;
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        Token = _cancellation.Token;
        var now = clock.GetUtcNow().UtcDateTime;
        At = timeout >= DateTime.MaxValue - now ? DateTime.MaxValue : now + timeout;
        _timer = clock.CreateTimer(static state => ((ServerDeadline)state!).OnPassed(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Guards who ends the call. It is here because calls without a deadline need none.</summary>
    public Lock Gate { get; } = new();

    public DateTime At { get; }

    /// <summary>Can be read when the call is over, too.</summary>
    public CancellationToken Token { get; }

    /// <summary>Is done when the deadline, having been first, has ended the call.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Starts the timer, when the call is ready to be ended by it.</summary>
    public void Start(TimeSpan timeout) => _timer.Change(timeout > Longest ? Timeout.InfiniteTimeSpan : timeout, Timeout.InfiniteTimeSpan);

    public void Dispose()
    {
        _timer.Dispose();
        _cancellation.Dispose();
    }

    /// <summary>Ends the call, or, while a response is being written, lets the writer come back here.</summary>
    public void OnPassed()
    {
        var claim = _call.ClaimForDeadline();
        if (claim == DeadlineClaim.Granted) { _ = EndAsync(); }
        if (claim == DeadlineClaim.WriterIsBusy) { _cancellation.Cancel(); }
    }

    private async Task EndAsync()
    {
        // What waits for the token goes on elsewhere: the client is not to wait for it.
        var cancelling = _cancellation.CancelAsync();
        await _call.EndByDeadlineAsync().ConfigureAwait(false);
        await cancelling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ended.SetResult();
    }
}
