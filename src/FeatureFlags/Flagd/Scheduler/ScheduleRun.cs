namespace OtelShop.Flagd.Scheduler;

/// <summary>Timeline of a running schedule. It has no clock and no effects: the caller passes the time and gets the due faults.</summary>
internal sealed class ScheduleRun
{
    private readonly Schedule _schedule;
    private readonly Random _random;
    private readonly List<ScheduledFlag> _flags;
    private List<PlannedFault> _waiting;

    public ScheduleRun(Schedule schedule, DateTimeOffset start)
    {
        _schedule = schedule;
        _random = schedule.Seed is { } seed ? new Random(seed) : new Random();
        _flags = [.. schedule.Flags.Where(flag => flag.Variants.Count > 0)];
        RoundStart = start;
        _waiting = Plan();
    }

    /// <summary>Start of the current round.</summary>
    public DateTimeOffset RoundStart { get; private set; }

    /// <summary>Start of the next round.</summary>
    public DateTimeOffset RoundEnd => RoundStart + _schedule.Interval;

    /// <summary>Next time that something is due.</summary>
    public DateTimeOffset Next => _waiting.Select(fault => fault.From).Append(RoundEnd).Min();

    /// <summary>Returns the faults that begin by <paramref name="now"/>. Faults already over, for example after sleep of the machine, are skipped.</summary>
    public IReadOnlyList<PlannedFault> Take(DateTimeOffset now)
    {
        if (now >= RoundEnd)
        {
            RoundStart += _schedule.Interval * Math.Floor((now - RoundStart) / _schedule.Interval);
            _waiting = Plan();
        }

        var due = _waiting.Where(fault => fault.From <= now && fault.Until > now).OrderBy(fault => fault.From).ToList();
        _waiting = [.. _waiting.Where(fault => fault.From > now)];
        return due;
    }

    // Draw flags, then variants, then durations and starts: every fault lies within its round.
    private List<PlannedFault> Plan()
    {
        var drawn = _flags.ToArray();
        var count = Math.Min(_schedule.Concurrency, drawn.Length);
        var faults = new List<PlannedFault>(count);
        for (var i = 0; i < count; i++)
        {
            var other = _random.Next(i, drawn.Length);
            (drawn[i], drawn[other]) = (drawn[other], drawn[i]);
            var variant = drawn[i].Variants[_random.Next(drawn[i].Variants.Count)];
            var hold = Between(_schedule.ShortestHold, _schedule.LongestHold);
            var from = RoundStart + Between(TimeSpan.Zero, _schedule.Interval - hold);
            faults.Add(new PlannedFault(drawn[i].Key, variant, from, from + hold));
        }

        return faults;
    }

    private TimeSpan Between(TimeSpan least, TimeSpan most) =>
        TimeSpan.FromMilliseconds(_random.NextInt64((long)least.TotalMilliseconds, (long)most.TotalMilliseconds + 1));
}
