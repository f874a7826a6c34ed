namespace OtelShop.Dashboard.Telemetry.Metrics;

/// <summary>
/// A series whose points are comparable: what was counted is kept as a total that never falls. Deltas are added up, and after a reset the total goes on
/// from what it was. So points can be left out, and what was counted between any two of the others is their difference.
/// </summary>
/// <param name="attributeBytes">Its attributes.</param>
/// <param name="maxCount">Points to keep.</param>
/// <param name="isCounted">False for values that are what they are: gauges, sums that go up and down, summaries.</param>
/// <param name="read">What a point says.</param>
internal sealed class TypedSeries<T>(byte[] attributeBytes, int maxCount, bool isCounted, Func<DecodedPoint, T, T> read) : Series(attributeBytes)
    where T : ITotal<T>
{
    private const int MaxEpochs = 32;

    /// <summary>A process younger than this counted nothing that was not seen.</summary>
    private static readonly long FreshAge = UnixTime.FromTimeSpan(TimeSpan.FromMinutes(2));

    /// <summary>Less than this lies between two parts of one export.</summary>
    private static readonly long MinPause = UnixTime.FromTimeSpan(TimeSpan.FromMilliseconds(500));

    private readonly List<Epoch<T>> _epochs = [];
    private T _total = T.Gap;
    private T _sent = T.Gap;

    public PointLog<T> Points { get; } = new(maxCount);

    public bool IsCounted => isCounted;

    /// <summary>Resets, each with what had been counted until then; the oldest ones of very many are forgotten.</summary>
    public IReadOnlyList<Epoch<T>> Epochs => _epochs;

    public override long LastTime => Points.LastTime;

    public override int PointCount => Points.Count;

    protected override long PointBytes => Points.Bytes + (_epochs.Count * 64L);

    public override void Forget(double share)
    {
        Points.Forget(share);
        Exemplars.Forget(share);
    }

    protected override void Keep(DecodedPoint point, bool isDelta, long lastExport)
    {
        if (point.HasNoValue)
        {
            Append(point.Time, T.Gap);
            return;
        }

        var sent = read(point, _sent);
        if (isDelta)
            KeepDelta(point, sent);
        else if (isCounted)
            KeepTotal(point, sent, lastExport);
        else
            Append(point.Time, sent);
        _sent = sent;
    }

    private void KeepDelta(DecodedPoint point, T sent)
    {
        if (_epochs.Count == 0 || !sent.IsLike(_total))
            BeginAt(point.Start, point.Start, sent.Nothing());
        else if (point.Start > LastTime)
            Append(point.Start, _total);
        _total = _total.Plus(sent);
        Append(point.Time, _total);
    }

    private void KeepTotal(DecodedPoint point, T sent, long lastExport)
    {
        if (_epochs.Count == 0)
        {
            // Senders repeat every series in every export: one that was not in the last export had counted nothing then.
            var isFresh = point.Start > 0 && point.Time - point.Start <= FreshAge;
            var zero = lastExport > 0 && point.Time - lastExport >= MinPause ? Math.Max(point.Start, lastExport) : isFresh ? point.Start : 0;
            BeginAt(zero, point.Start, sent.Nothing());
        }
        else if (!sent.IsLike(_sent))
        {
            BeginAt(Math.Max(point.Start, LastTime + 1), point.Start, sent.Nothing());
        }
        else if ((_epochs[^1].Start > 0 && point.Start > _epochs[^1].Start) || sent.HasFallenFrom(_sent))
        {
            if (point.Start > LastTime)
                Append(point.Start, _total);
            AddEpoch(new(LastTime + 1, point.Start, _total));
        }

        _total = sent.Plus(_epochs[^1].Offset);
        Append(point.Time, _total);
    }

    /// <param name="time">When nothing had been counted. Zero when that is not known.</param>
    /// <param name="start">When counting began, as the sender says.</param>
    /// <param name="nothing">Nothing counted.</param>
    private void BeginAt(long time, long start, T nothing)
    {
        AddEpoch(new(Math.Max(LastTime + 1, time), start, nothing));
        _total = nothing;
        if (time > LastTime)
            Append(time, nothing);
    }

    private void AddEpoch(Epoch<T> epoch)
    {
        if (_epochs.Count == MaxEpochs)
            _epochs.RemoveAt(0);
        _epochs.Add(epoch);
    }

    private void Append(long time, T value)
    {
        if (time > LastTime)
            Points.Add(time, value, MaxGap);
    }
}
