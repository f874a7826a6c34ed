using Microsoft.Extensions.Options;

namespace OtelShop.Dashboard.Telemetry.Storage;

/// <summary>
/// Memory for all telemetry. Before a store keeps something it asks for room; when there is none, whichever resource holds the most in any store
/// loses its oldest part. So whoever sends little keeps it, however much the others send (max-min fairness).
/// </summary>
/// <remarks>Stores are called under the budget's lock and take their own: a store must not hold its lock when it makes or disposes room.</remarks>
internal sealed class MemoryBudget(long limit)
{
    private readonly Lock _gate = new();
    private readonly List<IMemoryHolder> _holders = [];
    private long _used;

    public MemoryBudget(IOptions<DashboardOptions> options)
        : this(options.Value.TelemetryLimits.MaxBytes)
    {
    }

    public long Limit => limit;

    /// <summary>Bytes in use, room that was made and is not used yet included.</summary>
    public long Used => Interlocked.Read(ref _used);

    public void Register(IMemoryHolder holder)
    {
        lock (_gate)
            _holders.Add(holder);
    }

    /// <summary>Takes room for something that will be kept. Whoever keeps it says how much it took, then disposes the room.</summary>
    /// <param name="bytes">About as much as will be kept.</param>
    /// <returns>Null when that is more than there could be.</returns>
    public MemoryRoom? TryMakeRoom(long bytes)
    {
        lock (_gate)
        {
            if (!GiveUpUntilFree(bytes))
                return null;
            Charge(bytes);
            return new(this, bytes);
        }
    }

    /// <summary>Counts bytes that are kept; negative when they are no longer.</summary>
    public void Charge(long bytes) => Interlocked.Add(ref _used, bytes);

    /// <summary>Counts what was kept of a room. When it was more than expected, others give it up now.</summary>
    public void Settle(long bytes)
    {
        Charge(bytes);
        if (bytes <= 0)
            return;
        lock (_gate)
            GiveUpUntilFree(0);
    }

    private bool GiveUpUntilFree(long bytes)
    {
        while (Used + bytes > limit)
        {
            if (_holders.MaxBy(h => h.LargestShare) is not { LargestShare: > 0 } largest)
                return false;
            largest.GiveUpOldest();
        }

        return true;
    }
}
