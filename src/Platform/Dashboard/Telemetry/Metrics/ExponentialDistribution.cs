namespace OtelShop.Dashboard.Telemetry.Metrics;

/// <summary>A distribution over exponential buckets. Inside of a bucket the logarithms of values are taken to be spread evenly.</summary>
internal sealed class ExponentialDistribution : Distribution, IAccumulator<ExponentialTotal>
{
    private Dictionary<int, double> _positive = [];
    private Dictionary<int, double> _negative = [];
    private double _zeroCount;
    private double _zeroThreshold;
    private bool _isUsed;

    public int Scale { get; private set; }

    public override double Count => _zeroCount + _positive.Values.Sum() + _negative.Values.Sum();

    public void Add(ExponentialTotal later, ExponentialTotal earlier, double share)
    {
        var increase = later.Minus(earlier);
        Meet(increase.Scale);
        Add(increase.Positive, increase.Scale - Scale, share, _positive);
        Add(increase.Negative, increase.Scale - Scale, share, _negative);
        _zeroCount += increase.ZeroCount * share;
        _zeroThreshold = Math.Max(_zeroThreshold, increase.ZeroThreshold);
        Sum += increase.Sum * share;
    }

    public override void Add(Distribution other)
    {
        var added = (ExponentialDistribution)other;
        if (!added._isUsed)
            return;
        Meet(added.Scale);
        foreach (var (index, count) in Merge(added._positive, added.Scale - Scale))
            _positive[index] = _positive.GetValueOrDefault(index) + count;
        foreach (var (index, count) in Merge(added._negative, added.Scale - Scale))
            _negative[index] = _negative.GetValueOrDefault(index) + count;
        _zeroCount += added._zeroCount;
        _zeroThreshold = Math.Max(_zeroThreshold, added._zeroThreshold);
        Sum += added.Sum;
    }

    /// <summary>Puts buckets together until they are as wide as at a smaller scale. Every count stays.</summary>
    public void Downscale(int scale)
    {
        if (scale >= Scale)
            return;
        (_positive, _negative) = (Merge(_positive, Scale - scale), Merge(_negative, Scale - scale));
        Scale = scale;
    }

    public override double Quantile(double share)
    {
        var count = Count;
        if (count <= 0)
            return double.NaN;
        var (rank, below, value) = (share * count, 0.0, double.NaN);
        foreach (var bucket in Buckets())
        {
            value = bucket.At(Math.Clamp((rank - below) / bucket.Count, 0, 1));
            below += bucket.Count;
            if (below >= rank)
                break;
        }

        return value;
    }

    public override double CountUpTo(double bound)
    {
        var count = 0.0;
        foreach (var bucket in Buckets())
        {
            if (bound < bucket.Upper)
                return bound <= bucket.Lower ? count : count + (bucket.Count * bucket.ShareUpTo(bound));
            count += bucket.Count;
        }

        return count;
    }

    public override IReadOnlyList<double> Edges(int maxCount)
    {
        var coarse = new ExponentialDistribution { Scale = Scale, _positive = _positive, _negative = _negative, _zeroCount = _zeroCount, _zeroThreshold = _zeroThreshold };
        // Two series may lie at both ends of all numbers. However wide buckets become, 1 stays the end of one of them.
        while (Math.Max(Range(coarse._positive), Range(coarse._negative)) > Math.Max(2, maxCount))
            coarse.Downscale(coarse.Scale - 1);
        List<double> edges = [];
        if (coarse._negative.Count > 0)
            edges.AddRange(Enumerable.Range(coarse._negative.Keys.Min(), (int)Range(coarse._negative) + 1).Select(i => -Bound(i, coarse.Scale)));
        if (coarse._zeroCount > 0)
            edges.AddRange(coarse.Buckets().Where(b => b.IsLinear).SelectMany(b => new[] { b.Lower, b.Upper }));
        if (coarse._positive.Count > 0)
            edges.AddRange(Enumerable.Range(coarse._positive.Keys.Min(), (int)Range(coarse._positive) + 1).Select(i => Bound(i, coarse.Scale)));
        return [.. edges.Distinct().Order()];
    }

    private void Meet(int scale)
    {
        if (!_isUsed)
            (Scale, _isUsed) = (scale, true);
        Downscale(Math.Min(Scale, scale));
    }

    private static long Range(Dictionary<int, double> buckets) => buckets.Count == 0 ? 0 : (long)buckets.Keys.Max() - buckets.Keys.Min() + 1;

    private static double Bound(int index, int scale) => Math.Pow(2, index * Math.Pow(2, -scale));

    /// <summary>In ascending order of values.</summary>
    private IEnumerable<ExponentialBucket> Buckets()
    {
        foreach (var (index, count) in _negative.Where(b => b.Value > 0).OrderByDescending(b => b.Key))
            yield return new(-Bound(index + 1, Scale), -Bound(index, Scale), count, IsLinear: false);
        if (_zeroCount > 0)
            yield return new(_negative.Count > 0 ? -_zeroThreshold : 0, _negative.Count > 0 && _positive.Count == 0 ? 0 : _zeroThreshold, _zeroCount, IsLinear: true);
        foreach (var (index, count) in _positive.Where(b => b.Value > 0).OrderBy(b => b.Key))
            yield return new(Bound(index, Scale), Bound(index + 1, Scale), count, IsLinear: false);
    }

    private static void Add(ExponentialBuckets buckets, int steps, double share, Dictionary<int, double> to)
    {
        for (var i = 0; i < buckets.Counts.Length; i++)
        {
            var index = (buckets.Offset + i) >> Math.Min(steps, 31);
            to[index] = to.GetValueOrDefault(index) + (buckets.Counts[i] * share);
        }
    }

    private static Dictionary<int, double> Merge(Dictionary<int, double> buckets, int steps)
    {
        Dictionary<int, double> merged = [];
        foreach (var (index, count) in buckets)
            merged[index >> Math.Min(steps, 31)] = merged.GetValueOrDefault(index >> Math.Min(steps, 31)) + count;
        return merged;
    }
}
