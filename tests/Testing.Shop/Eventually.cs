namespace OtelShop.Testing.Shop;

/// <summary>Waits for what happens behind an answered request: consumers, relays, restarts.</summary>
public static class Eventually
{
    // Aspire looks at the health of a healthy resource every thirty seconds.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    /// <summary>Asks until the answer is not null and hands it out.</summary>
    /// <exception cref="TimeoutException">The time passed without an answer.</exception>
    /// <param name="what">Completes the sentence "still missing: ...".</param>
    /// <param name="ask">The question.</param>
    /// <param name="patience">Longest wait. Default one minute.</param>
    /// <param name="interval">Time between two questions. Default 50 milliseconds.</param>
    public static async Task<T> GetAsync<T>(string what, Func<Task<T?>> ask, TimeSpan? patience = null, TimeSpan? interval = null)
        where T : class
    {
        using var giveUp = new CancellationTokenSource(patience ?? Patience);
        using var timer = new PeriodicTimer(interval ?? Interval);
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
            throw new TimeoutException($"After {(patience ?? Patience).TotalSeconds} s still missing: {what}.");
        }

        throw new TimeoutException($"The wait for {what} was ended.");
    }

    /// <summary>Lets a time pass: the duration of an outage.</summary>
    public static async Task PassAsync(TimeSpan time)
    {
        using var timer = new PeriodicTimer(time);
        await timer.WaitForNextTickAsync();
    }

    /// <summary>Asks until it is so.</summary>
    /// <exception cref="TimeoutException">The time passed and it was not.</exception>
    /// <inheritdoc cref="GetAsync"/>
    public static Task HoldsAsync(string what, Func<Task<bool>> ask, TimeSpan? patience = null, TimeSpan? interval = null) =>
        GetAsync(what, async () => await ask() ? what : null, patience, interval);
}
