namespace OtelShop.ServiceDefaults.Tests;

/// <summary>Waits for what other processes or threads bring about.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task HoldsAsync(Func<Task<bool>> condition)
    {
        using var giveUp = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!await condition())
            await timer.WaitForNextTickAsync(giveUp.Token);
    }
}
