namespace OtelShop.Flagd.Scheduler;

/// <summary>Parameters of a schedule of faults.</summary>
/// <param name="Interval">Length of a round; rounds follow each other.</param>
/// <param name="ShortestHold">Shortest duration of a fault.</param>
/// <param name="LongestHold">Longest duration of a fault.</param>
/// <param name="Concurrency">Most flags switched per round.</param>
/// <param name="Seed">Equal seeds give equal faults at equal times after the start. Null: a random seed.</param>
/// <param name="Flags">Flags that take part.</param>
internal sealed record Schedule(
    TimeSpan Interval,
    TimeSpan ShortestHold,
    TimeSpan LongestHold,
    int Concurrency,
    int? Seed,
    IReadOnlyList<ScheduledFlag> Flags)
{
    // Upper limit of durations, within the range of timers.
    private static readonly TimeSpan LongestInterval = TimeSpan.FromDays(7);

    /// <summary>Validates the numbers. Flags and variants are checked when they are switched.</summary>
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
