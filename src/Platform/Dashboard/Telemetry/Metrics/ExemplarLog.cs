namespace OtelShop.Dashboard.Telemetry.Metrics;

/// <summary>Some exemplars of a series, spread over time: in each few seconds the largest and the last.</summary>
internal sealed class ExemplarLog
{
    private const int MaxCount = 256;
    private static readonly long Slot = UnixTime.FromTimeSpan(TimeSpan.FromSeconds(5));

    private readonly PointRing<Exemplar> _items = new();

    public long Bytes => _items.Bytes;

    public int Count => _items.Count;

    public Exemplar this[int index] => _items[index];

    public void Add(Exemplar exemplar)
    {
        if (exemplar.TraceId.IsNone || exemplar.Time <= 0 || double.IsNaN(exemplar.Value) || (Count > 0 && exemplar.Time <= _items.Last.Time))
            return;
        if (Count > 1 && exemplar.Time / Slot == _items[Count - 2].Time / Slot)
        {
            // Of three in a slot the newest stays, and the larger one of the other two.
            if (_items.Last.Value > _items[Count - 2].Value)
                _items[Count - 2] = _items.Last;
            _items.Last = exemplar;
            return;
        }

        if (Count == MaxCount)
            _items.RemoveFirst();
        _items.Add(exemplar);
    }

    public void Forget(double share)
    {
        for (var count = (int)Math.Ceiling(Count * share); count > 0; count--)
            _items.RemoveFirst();
        _items.Shrink();
    }
}
