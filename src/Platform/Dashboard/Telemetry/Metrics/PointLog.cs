namespace OtelShop.Dashboard.Telemetry.Metrics;

/// <summary>
/// The points of a series: each one for a quarter of an hour, then one for every fifteen seconds, from one hour on one a minute, and none after half
/// a day. Ages count from the newest point.
/// </summary>
internal sealed class PointLog<T>(int maxCount) where T : ITotal<T>
{
    private static readonly long FullAge = UnixTime.FromTimeSpan(TimeSpan.FromMinutes(15));
    private static readonly long FineAge = UnixTime.FromTimeSpan(TimeSpan.FromHours(1));
    private static readonly long MaxAge = UnixTime.FromTimeSpan(TimeSpan.FromHours(12.25));
    private static readonly long FineSlot = UnixTime.FromTimeSpan(TimeSpan.FromSeconds(15));
    private static readonly long CoarseSlot = UnixTime.FromTimeSpan(TimeSpan.FromMinutes(1));

    private readonly PointRing<Point<T>> _coarse = new();
    private readonly PointRing<Point<T>> _fine = new();
    private readonly PointRing<Point<T>> _full = new();
    private long _valueBytes;

    public int Count => _coarse.Count + _fine.Count + _full.Count;

    public long Bytes => _coarse.Bytes + _fine.Bytes + _full.Bytes + _valueBytes;

    /// <summary>By time.</summary>
    public ref readonly Point<T> this[int index]
    {
        get
        {
            if (index < _coarse.Count)
                return ref _coarse[index];
            index -= _coarse.Count;
            return ref index < _fine.Count ? ref _fine[index] : ref _full[index - _fine.Count];
        }
    }

    /// <summary>When there was a point last. Zero when there never was.</summary>
    public long LastTime => Count == 0 ? 0 : this[Count - 1].Until;

    /// <param name="time">Later than <see cref="LastTime"/>.</param>
    /// <param name="value">The value then.</param>
    /// <param name="maxGap">For how long a value that stayed the same is believed not to have changed in between.</param>
    public void Add(long time, T value, long maxGap)
    {
        if (_full.Count > 0 && _full.Last is var last && last.Value.IsSame(value) && time - last.Until <= maxGap)
        {
            _full.Last = last with { Until = time };
        }
        else
        {
            _full.Add(new(time, time, value));
            _valueBytes += value.Bytes;
        }

        Age(time);
        while (Count > maxCount)
            RemoveFirst();
    }

    /// <summary>Forgets the older part.</summary>
    /// <param name="share">How much of it, from 0 to 1.</param>
    public void Forget(double share)
    {
        for (var count = (int)Math.Ceiling(Count * share); count > 0; count--)
            RemoveFirst();
        _coarse.Shrink();
        _fine.Shrink();
        _full.Shrink();
    }

    /// <summary>How far two points may be apart at the age of the earlier one, so that what is between them is known.</summary>
    /// <param name="index">The earlier one.</param>
    /// <param name="maxGap">In the newest part.</param>
    public long MaxGapAfter(int index, long maxGap) => index < _coarse.Count ? Math.Max(maxGap, 3 * CoarseSlot)
        : index < _coarse.Count + _fine.Count ? Math.Max(maxGap, 3 * FineSlot) : maxGap;

    /// <summary>Index of the last point that began at or before a time. -1 when there is none.</summary>
    public int FindLast(long time)
    {
        int low = 0, high = Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (this[middle].From <= time)
                low = middle + 1;
            else
                high = middle;
        }

        return low - 1;
    }

    private void Age(long now)
    {
        // One point stays, so that the next one can be compared with it.
        while (_full.Count > 1 && _full[0].Until < now - FullAge)
            Move(_full.RemoveFirst(), _fine, FineSlot);
        while (_fine.Count > 0 && _fine[0].Until < now - FineAge)
            Move(_fine.RemoveFirst(), _coarse, CoarseSlot);
        while (_coarse.Count > 0 && _coarse[0].Until < now - MaxAge)
            RemoveFirst();
    }

    /// <summary>The last of the points that lie in one slot stands for them: of something that is counted up, it says it all.</summary>
    private void Move(Point<T> point, PointRing<Point<T>> to, long slot)
    {
        if (to.Count > 0 && to.Last.From / slot == point.Until / slot && to.Last.Value.IsLike(point.Value) && to.Last.Value.IsGap == point.Value.IsGap)
        {
            _valueBytes -= to.Last.Value.Bytes;
            to.Last = point;
        }
        else
        {
            to.Add(point);
        }
    }

    private void RemoveFirst()
    {
        var ring = _coarse.Count > 0 ? _coarse : _fine.Count > 0 ? _fine : _full;
        _valueBytes -= ring.RemoveFirst().Value.Bytes;
    }
}
