namespace OtelShop.EndToEnd.Tests;

/// <summary>Waits for what happens behind an answered request: consumers, relays, restarts.</summary>
internal static class Eventually
{
    // Aspire looks at the health of a healthy resource every thirty seconds.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    /// <summary>Asks until the answer is not null and hands it out.</summary>
    /// <exception cref="TimeoutException">A minute passed without an answer.</exception>
    public static async Task<T> GetAsync<T>(string what, Func<Task<T?>> ask)
        where T : class
    {
        using var giveUp = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(Interval);
        try
        {
            do
            {
                if (await ask() is { } answer)
                    return answer;
            }
            while (await timer.WaitForNextTickAsync(giveUp.Token));
        }
        catch (OperationCanceledException) when (giveUp.IsCancellationRequested)
        {
            throw new TimeoutException($"After {Patience.TotalSeconds} s still missing: {what}.");
        }

        throw new TimeoutException($"The wait for {what} was ended.");
    }

    /// <summary>Asks until it is so.</summary>
    /// <exception cref="TimeoutException">A minute passed and it was not.</exception>
    public static Task HoldsAsync(string what, Func<Task<bool>> ask) => GetAsync(what, async () => await ask() ? what : null);
}
