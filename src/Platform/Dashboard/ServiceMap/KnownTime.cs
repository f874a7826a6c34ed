namespace OtelShop.Dashboard.ServiceMap;

/// <summary>How much is known of a window, and of the one before it. A rate is of the time that is known.</summary>
/// <param name="From">Start of the window, Unix time in nanoseconds.</param>
/// <param name="Until">End of the window.</param>
/// <param name="Since">What began before is not known.</param>
internal readonly record struct KnownTime(long From, long Until, long Since)
{
    /// <summary>Seconds of the window.</summary>
    public double Now => Seconds(From, Until);

    /// <summary>Seconds of the window before. Zero when less than half of it is known: a rate is compared with that of as long a time.</summary>
    public double Before => Seconds(From - (Until - From), From) is var known && known * 2e9 >= Until - From ? known : 0;

    public double Seconds(long from, long until) => Math.Max(0, until - Math.Max(from, Since)) / 1e9;
}
