namespace OtelShop.Checkouts.Outbox;

/// <summary>Notifies every waiting relay of this process of new messages.</summary>
internal sealed class OutboxSignal
{
    private TaskCompletionSource _next = NewSource();

    /// <summary>Completes at the next notification. Taken before the outbox is read, it misses none.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    public void Notify() => Interlocked.Exchange(ref _next, NewSource()).SetResult();

    // Continuations run elsewhere, or the call that notifies would deliver its own messages before it is answered.
    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
