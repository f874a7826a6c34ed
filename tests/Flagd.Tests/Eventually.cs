namespace OtelShop.Flagd.Tests;

internal static class Eventually
{
    /// <summary>Looks again and again until it holds; fails with a timeout when it never does.</summary>
    public static async Task HoldsAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!condition())
            await timer.WaitForNextTickAsync(limit.Token);
    }
}
