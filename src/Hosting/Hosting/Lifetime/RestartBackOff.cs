namespace OtelShop.Hosting.Lifetime;

/// <summary>Counts the crashes of one resource in a row, and how long to wait after each.</summary>
internal sealed class RestartBackOff(TimeProvider time)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>A resource that ran for this long is taken to be well: the count begins anew.</summary>
    private static readonly TimeSpan Stable = TimeSpan.FromMinutes(1);

    private long _started = time.GetTimestamp();

    public int Crashes { get; private set; }

    public void Started() => _started = time.GetTimestamp();

    public TimeSpan Crashed()
    {
        Crashes = time.GetElapsedTime(_started) >= Stable ? 1 : Crashes + 1;
        return TimeSpan.FromSeconds(Math.Min(Longest.TotalSeconds, First.TotalSeconds * Math.Pow(2, Crashes - 1)));
    }
}
