using OtelShop.Dashboard.Telemetry;

namespace OtelShop.Dashboard.Charts;

/// <summary>The time that a picture of many moments covers.</summary>
internal static class TimeExtent
{
    private static readonly long Day = UnixTime.FromTimeSpan(TimeSpan.FromDays(1));

    /// <summary>
    /// From the first moment to now, or to the last where that is later, or more than a day ago, as in an archive. One in a hundred that lies more than a day
    /// from the middle one was told by a clock that is wrong; around it all others would be one column, so it is left to the picture's edge.
    /// </summary>
    /// <param name="moments">At least one, Unix time in nanoseconds.</param>
    /// <param name="now">Or when the page was paused.</param>
    public static (long From, long Until) Of(IEnumerable<long> moments, long now)
    {
        long[] sorted = [.. moments.Order()];
        var middle = sorted[sorted.Length / 2];
        var near = sorted.AsSpan();
        while (near[0] < middle - Day)
            near = near[1..];
        while (near[^1] - Day > middle)
            near = near[..^1];
        if ((sorted.Length - near.Length) * 100 > sorted.Length)
            near = sorted;
        return (near[0], now - near[^1] > Day ? near[^1] : Math.Max(now, near[^1]));
    }
}
