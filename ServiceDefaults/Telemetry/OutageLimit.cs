namespace OtelShop.ServiceDefaults.Telemetry;

/// <summary>Lets one record of an outage pass each minute: every call that fails would repeat it.</summary>
/// <param name="time">The clock.</param>
public sealed class OutageLimit(TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);
    private readonly Lock _lock = new();
    private long? _last;

    /// <summary>Whether to record the outage now. True at first, then once a minute.</summary>
    public bool IsDue()
    {
        lock (_lock)
        {
            if (_last is { } last && time.GetElapsedTime(last) < Pause)
                return false;
            _last = time.GetTimestamp();
            return true;
        }
    }
}
