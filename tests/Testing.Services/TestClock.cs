using Microsoft.Extensions.Time.Testing;

namespace OtelShop.Testing.Services;

/// <summary>A <see cref="FakeTimeProvider"/> that tells which timers are set, so that a test advances it only when the code under test waits.</summary>
/// <remarks>It starts now: deadlines of gRPC calls are compared with the time of the machine.</remarks>
public sealed class TestClock() : FakeTimeProvider(TimeProvider.System.GetUtcNow())
{
    private readonly Lock _lock = new();
    private readonly HashSet<TestTimer> _set = [];

    /// <summary>The timers that have not fired.</summary>
    public int Timers => Count(_ => true);

    /// <summary>The timers of this length that have not fired.</summary>
    public int TimersOf(TimeSpan length) => Count(timer => timer.Length == length);

    /// <summary>Waits until a timer of this length is set.</summary>
    public Task TimerAsync(TimeSpan length) => Eventually.HoldsAsync(() => TimersOf(length) > 0);

    /// <summary>Advances to a moment once a timer is due then.</summary>
    public async Task AdvanceToAsync(DateTimeOffset moment)
    {
        await Eventually.HoldsAsync(() => Count(timer => timer.Due == moment) > 0);
        Advance(moment - GetUtcNow());
    }

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new TestTimer(this);
        timer.Inner = base.CreateTimer(
            _ =>
            {
                timer.Fired();
                callback(state);
            },
            null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        timer.Change(dueTime, period);
        return timer;
    }

    private int Count(Predicate<TestTimer> wanted)
    {
        lock (_lock)
            return _set.Count(timer => wanted(timer));
    }

    private sealed class TestTimer(TestClock clock) : ITimer
    {
        private int _firings;

        public ITimer Inner { get; set; } = null!;

        public TimeSpan Length { get; private set; }

        public DateTimeOffset Due { get; private set; }

        public void Fired()
        {
            lock (clock._lock)
            {
                _firings++;
                clock._set.Remove(this);
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            int before;
            lock (clock._lock)
            {
                before = _firings;
                clock._set.Remove(this);
            }

            var changed = Inner.Change(dueTime, period);
            lock (clock._lock)
            {
                // A timer that is due at once has fired within the call above.
                if (dueTime != Timeout.InfiniteTimeSpan && _firings == before)
                {
                    (Length, Due) = (dueTime, clock.GetUtcNow() + dueTime);
                    clock._set.Add(this);
                }
            }

            return changed;
        }

        public void Dispose()
        {
            lock (clock._lock)
                clock._set.Remove(this);
            Inner.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
