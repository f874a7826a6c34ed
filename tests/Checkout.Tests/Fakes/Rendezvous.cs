namespace OtelShop.Checkout.Tests.Fakes;

/// <summary>Lets calls wait for each other until all expected ones have arrived.</summary>
internal sealed class Rendezvous
{
    private readonly TaskCompletionSource _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _missing;

    public Rendezvous(int expected)
    {
        _missing = expected;
        if (expected == 0)
            _complete.SetResult();
    }

    public static Rendezvous None { get; } = new(0);

    public Task ArriveAsync()
    {
        if (Interlocked.Decrement(ref _missing) == 0)
            _complete.TrySetResult();
        return _complete.Task;
    }
}
