namespace OtelShop.Dashboard.Telemetry.Storage;

/// <summary>Keeps the newest of many entries in order, without sorting all of them.</summary>
internal sealed class Newest<T>(int count)
{
    private readonly PriorityQueue<T, (long Time, ulong Id)> _best = new();

    /// <summary>How many were offered.</summary>
    public int Offered { get; private set; }

    /// <param name="item">One of them.</param>
    /// <param name="time">The later, the newer.</param>
    /// <param name="id">Decides between equal times.</param>
    public void Offer(T item, long time, ulong id)
    {
        Offered++;
        if (_best.Count < count)
            _best.Enqueue(item, (time, id));
        else if (count > 0)
            _best.EnqueueDequeue(item, (time, id));
    }

    /// <summary>The newest first, without the first few.</summary>
    public IEnumerable<T> Skip(int skipped)
    {
        var oldestFirst = new List<T>(_best.Count);
        while (_best.TryDequeue(out var item, out _))
            oldestFirst.Add(item);
        return Enumerable.Reverse(oldestFirst).Skip(skipped);
    }
}
