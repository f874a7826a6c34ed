namespace OtelShop.Flagd.Scheduler;

/// <summary>A schedule from its start on: which fault comes when. It has no clock of its own and changes nothing: it is told the time, and tells what is due.</summary>
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

    /// <summary>When the current round began.</summary>
    public DateTimeOffset RoundStart { get; private set; }

    /// <summary>When the next one begins.</summary>
    public DateTimeOffset RoundEnd => RoundStart + _schedule.Interval;

    /// <summary>When there is something to do again.</summary>
    public DateTimeOffset Next => _waiting.Select(fault => fault.From).Append(RoundEnd).Min();

    /// <summary>What begins by <paramref name="now"/>. A fault that should have come and gone meanwhile (the machine slept) is left out.</summary>
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

    // First which flags, then which variant of each, then how long and when: every fault lies within its round.
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
