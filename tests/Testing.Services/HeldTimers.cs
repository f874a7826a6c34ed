namespace OtelShop.Testing.Services;

/// <summary>The system's clock, but timers of one length go off when the test says so.</summary>
public sealed class HeldTimers(TimeSpan length) : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<HeldTimer> _held = [];

    /// <summary>How many wait.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _held.Count;
        }
    }

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime != length)
            return base.CreateTimer(callback, state, dueTime, period);

        var timer = new HeldTimer(this, () => callback(state));
        lock (_lock)
            _held.Add(timer);
        return timer;
    }

    /// <summary>Lets the time pass for all that wait.</summary>
    public void Elapse()
    {
        HeldTimer[] due;
        lock (_lock)
        {
            due = [.. _held];
            _held.Clear();
        }

        Array.ForEach(due, timer => timer.GoOff());
    }

    private void Forget(HeldTimer timer)
    {
        lock (_lock)
            _held.Remove(timer);
    }

    private sealed class HeldTimer(HeldTimers clock, Action goOff) : ITimer
    {
        public void GoOff() => goOff();

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose() => clock.Forget(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
