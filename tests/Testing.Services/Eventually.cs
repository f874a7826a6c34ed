namespace OtelShop.Testing.Services;

/// <summary>Waits for what other threads or processes bring about.</summary>
public static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Ends when the condition holds; after half a minute it fails the test.</summary>
    public static Task HoldsAsync(Func<bool> condition) => HoldsAsync(() => Task.FromResult(condition()));

    /// <inheritdoc cref="HoldsAsync(Func{bool})" />
    public static async Task HoldsAsync(Func<Task<bool>> condition)
    {
        using var giveUp = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!await condition())
            await timer.WaitForNextTickAsync(giveUp.Token);
    }
}
