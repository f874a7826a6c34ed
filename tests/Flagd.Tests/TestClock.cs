namespace OtelShop.Flagd.Tests;

/// <summary>A clock that stands still until it is moved; timers that are due then fire.</summary>
internal sealed class TestClock : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<Timer> _timers = [];
    private readonly List<(Predicate<Timer> Wanted, TaskCompletionSource Seen)> _awaited = [];
    private TimeSpan _now = TimeSpan.FromDays(20_000);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _now.Ticks;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch + _now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Waits until somebody waits for this long.</summary>
    public Task TimerAsync(TimeSpan length) => SeenAsync(timer => timer.Length == length);

    /// <summary>Goes to a moment, once somebody waits for it: who has asked for the time and not yet set his timer would wait for the difference twice.</summary>
    public async Task AdvanceToAsync(DateTimeOffset moment)
    {
        await SeenAsync(timer => timer.Due == moment - DateTimeOffset.UnixEpoch);
        Advance(moment - GetUtcNow());
    }

    public void Advance(TimeSpan by)
    {
        List<Timer> due;
        lock (_lock)
        {
            _now += by;
            due = _timers.FindAll(timer => timer.Due <= _now);
            _timers.RemoveAll(due.Contains);
        }

        due.ForEach(timer => timer.Fire());
    }

    private Task SeenAsync(Predicate<Timer> wanted)
    {
        lock (_lock)
        {
            if (_timers.Exists(wanted))
                return Task.CompletedTask;
            var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited.Add((wanted, seen));
            return seen.Task.WaitAsync(TimeSpan.FromMinutes(1));
        }
    }

    private sealed class Timer(TestClock clock, Action fire) : ITimer
    {
        public TimeSpan Length { get; private set; }

        public TimeSpan Due { get; private set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                clock._timers.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan)
                    return true;
                (Length, Due) = (dueTime, clock._now + dueTime);
                clock._timers.Add(this);
                clock._awaited.FindAll(awaited => awaited.Wanted(this)).ForEach(awaited => awaited.Seen.TrySetResult());
                return true;
            }
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
