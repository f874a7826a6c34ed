namespace OtelShop.Flagd.Scheduler;

/// <summary>A schedule from its start on: which fault begins and ends when. It has no clock of its own and changes nothing: it is told the time, and tells what is due.</summary>
internal sealed class ScheduleRun
{
    private readonly Schedule _schedule;
    private readonly Random _random;
    private readonly List<ScheduledFlag> _flags;
    private List<PlannedFault> _waiting;
    private List<PlannedFault> _active = [];

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
    public DateTimeOffset Next => _active.Select(fault => fault.Until).Concat(_waiting.Select(fault => fault.From)).Append(RoundEnd).Min();

    /// <summary>What is due by <paramref name="now"/>: first what ends, then what begins. A fault that should have come and gone meanwhile (the machine slept) is left out.</summary>
    public IReadOnlyList<ScheduleStep> Take(DateTimeOffset now)
    {
        var steps = new List<ScheduleStep>();
        foreach (var fault in _active.Where(fault => fault.Until <= now).OrderBy(fault => fault.Until))
            steps.Add(new ScheduleStep(fault, Begins: false));
        _active = [.. _active.Where(fault => fault.Until > now)];
        if (now >= RoundEnd)
        {
            RoundStart += _schedule.Interval * Math.Floor((now - RoundStart) / _schedule.Interval);
            _waiting = Plan();
        }

        foreach (var fault in _waiting.Where(fault => fault.From <= now && fault.Until > now).OrderBy(fault => fault.From))
        {
            steps.Add(new ScheduleStep(fault, Begins: true));
            _active.Add(fault);
        }

        _waiting = [.. _waiting.Where(fault => fault.From > now)];
        return steps;
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
