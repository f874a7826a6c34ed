namespace OtelShop.Dashboard.Telemetry.Metrics;

/// <summary>Steps of equal length that cover some time. They lie at round times, so that a chart does not tremble when it is drawn again.</summary>
internal sealed class StepGrid
{
    private static readonly long[] Seconds = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21_600, 43_200, 86_400];

    public StepGrid(long from, long until, int maxSteps)
    {
        const long Second = TimeSpan.NanosecondsPerTick * TimeSpan.TicksPerSecond;
        until = Math.Max(until, from + 1);
        var least = ((until - from) / Math.Max(1, maxSteps)) + 1;
        Step = Seconds.FirstOrDefault(s => s * Second >= least) is > 0 and var seconds ? seconds * Second : least;
        Start = from / Step * Step;
        Count = (int)((until - Start + Step - 1) / Step);
        Until = until;
    }

    public long Step { get; }

    public long Start { get; }

    public int Count { get; }

    public long Until { get; }

    public long End(int index) => Math.Min(Until, Start + ((index + 1) * Step));

    /// <summary>Whether two times are inside of one and the same step.</summary>
    public bool IsOneStep(long from, long until) => from >= Start && (from - Start) / Step == (until - Start) / Step;

    /// <summary>Names each step that a time overlaps, with the part of the time that falls into it, in nanoseconds.</summary>
    public IEnumerable<(int Step, long Overlap)> Overlaps(long from, long until)
    {
        var (begin, end) = (Math.Max(from, Start), Math.Min(until, Start + (Count * Step)));
        while (begin < end)
        {
            var index = (int)((begin - Start) / Step);
            var next = Math.Min(end, Start + ((index + 1) * Step));
            yield return (index, next - begin);
            begin = next;
        }
    }
}
