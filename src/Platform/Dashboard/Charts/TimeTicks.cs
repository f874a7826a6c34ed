using OtelShop.Dashboard.Telemetry;

namespace OtelShop.Dashboard.Charts;

/// <summary>Round times along an axis.</summary>
internal static class TimeTicks
{
    private static readonly int[] Seconds = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400];

    public static IReadOnlyList<ChartTick> Of(long from, long until, int maxCount)
    {
        if (until <= from)
            return [];
        var length = (until - from) / 1e9;
        var seconds = Array.Find(Seconds, s => length / s <= maxCount);
        var step = (seconds == 0 ? (long)Math.Ceiling(length / maxCount / 86_400) * 86_400 : seconds) * 1_000_000_000L;
        var format = step < 60_000_000_000L ? "HH:mm:ss" : step < 86_400_000_000_000L ? "HH:mm" : "MM-dd";
        List<ChartTick> ticks = [];
        for (var time = ((from / step) + 1) * step; time < until; time += step)
            ticks.Add(new((double)(time - from) / (until - from), UnixTime.ToDateTime(time).ToString(format), time));
        return ticks;
    }
}
