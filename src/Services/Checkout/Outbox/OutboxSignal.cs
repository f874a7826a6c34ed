namespace OtelShop.Checkouts.Outbox;

/// <summary>Tells every waiting relay of this process that there is something new to deliver.</summary>
internal sealed class OutboxSignal
{
    private TaskCompletionSource _next = NewSource();

    /// <summary>Completes at the next ring. Taken before looking into the outbox, it misses nothing.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    public void Ring() => Interlocked.Exchange(ref _next, NewSource()).SetResult();

    // Continuations run elsewhere, or the order that rings would deliver its own messages before it is answered.
    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
