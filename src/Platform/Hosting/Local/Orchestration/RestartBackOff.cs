namespace Aspire.Hosting.Local.Orchestration;

/// <summary>How long to wait before a crashed process is started again: twice as long each time, until it has run well for a while.</summary>
internal sealed class RestartBackOff(TimeProvider time)
{
    public static readonly TimeSpan First = TimeSpan.FromMilliseconds(250);
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>A process that ran this long is taken to have recovered.</summary>
    public static readonly TimeSpan Stable = TimeSpan.FromSeconds(30);

    private long _started;

    /// <summary>Crashes since the process last ran for <see cref="Stable"/>.</summary>
    public int CrashesInARow { get; private set; }

    public void Started() => _started = time.GetTimestamp();

    /// <summary>The process has crashed.</summary>
    /// <returns>Time to wait before the next start.</returns>
    public TimeSpan Crashed()
    {
        if (time.GetElapsedTime(_started) >= Stable)
            CrashesInARow = 0;
        CrashesInARow++;
        var doublings = Math.Min(CrashesInARow - 1, 16);
        return TimeSpan.FromTicks(Math.Min(First.Ticks << doublings, Longest.Ticks));
    }
}
