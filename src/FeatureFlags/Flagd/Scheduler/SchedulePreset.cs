namespace OtelShop.Flagd.Scheduler;

/// <summary>Predefined timings.</summary>
internal sealed record SchedulePreset(string Name, string Purpose, int IntervalSeconds, int ShortestSeconds, int LongestSeconds)
{
    public static IReadOnlyList<SchedulePreset> All { get; } =
    [
        new("presentation", "A fault every minute, gone before the talk moves on", 60, 10, 20),
        new("hourly", "One incident an hour, long enough to be investigated", 3600, 300, 900),
        new("frequent", "A short incident every quarter of an hour", 900, 60, 180),
    ];

    /// <summary>Upstream's defaults.</summary>
    public static SchedulePreset Standard => All[2];
}
