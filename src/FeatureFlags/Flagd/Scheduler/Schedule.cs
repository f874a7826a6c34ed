namespace OtelShop.Flagd.Scheduler;

/// <summary>How faults come and go by themselves.</summary>
/// <param name="Interval">Length of one round; the next one begins when it is over.</param>
/// <param name="ShortestHold">A fault lasts no less than this.</param>
/// <param name="LongestHold">And no more than this.</param>
/// <param name="Concurrency">At most so many flags are switched in one round.</param>
/// <param name="Seed">The same seed gives the same faults at the same times after the start. Null: others every time.</param>
/// <param name="Flags">Which flags take part.</param>
internal sealed record Schedule(
    TimeSpan Interval,
    TimeSpan ShortestHold,
    TimeSpan LongestHold,
    int Concurrency,
    int? Seed,
    IReadOnlyList<ScheduledFlag> Flags)
{
    // Beyond it a round is no round any more, and the arithmetic of timers ends.
    private static readonly TimeSpan LongestInterval = TimeSpan.FromDays(7);

    /// <summary>What is wrong with the numbers; empty when they can be run. Whether flags and variants exist is seen when they are switched.</summary>
    public IEnumerable<ScheduleProblem> Problems()
    {
        if (Interval < TimeSpan.FromSeconds(1))
            yield return new(ScheduleField.Interval, "A round takes at least 1 second.");
        if (Interval > LongestInterval)
            yield return new(ScheduleField.Interval, "A round takes at most 7 days (604800 seconds).");
        if (ShortestHold < TimeSpan.FromSeconds(1))
            yield return new(ScheduleField.Shortest, "A fault lasts at least 1 second.");
        if (LongestHold < ShortestHold)
            yield return new(ScheduleField.Longest, "The longest time must not be less than the shortest.");
        if (LongestHold > Interval)
            yield return new(ScheduleField.Longest, "The longest time must not be more than the interval: every fault ends within its round.");
        if (Concurrency < 1)
            yield return new(ScheduleField.Concurrency, "At least 1 flag is switched in a round.");
        if (!Flags.Any(flag => flag.Variants.Count > 0))
            yield return new(ScheduleField.Variants, "Choose at least one variant that may be switched on.");
    }
}
