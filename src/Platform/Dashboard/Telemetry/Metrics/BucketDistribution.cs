namespace OtelShop.Dashboard.Telemetry.Metrics;

/// <summary>
/// A distribution over explicit buckets. Inside of a bucket values are taken to be spread evenly, as Prometheus' histogram_quantile does;
/// so histograms with other bounds can be added by splitting the buckets of both.
/// </summary>
internal sealed class BucketDistribution : Distribution, IAccumulator<BucketTotal>
{
    private double[] _bounds = [];
    private double[] _counts = [0];

    public override double Count => _counts.Sum();

    public void Add(BucketTotal later, BucketTotal earlier, double share)
    {
        var (counts, before) = (new double[later.Bounds.Length + 1], earlier.Counts());
        foreach (var (i, count) in later.Counts().Index())
            counts[i] = Math.Max(0, count - before[i]) * share;
        Add(later.Bounds, counts);
        Sum += (later.Sum - earlier.Sum) * share;
    }

    public override void Add(Distribution other)
    {
        var added = (BucketDistribution)other;
        Add(added._bounds, [.. added._counts]);
        Sum += added.Sum;
    }

    public override double Quantile(double share)
    {
        var count = Count;
        if (count <= 0 || _bounds.Length == 0)
            return double.NaN;
        var (rank, below) = (share * count, 0.0);
        for (var i = 0; i < _bounds.Length; i++)
        {
            if (_counts[i] > 0 && below + _counts[i] >= rank)
                return Lower(_bounds, i) + ((_bounds[i] - Lower(_bounds, i)) * Math.Clamp((rank - below) / _counts[i], 0, 1));
            below += _counts[i];
        }

        return _bounds[^1];
    }

    public override double CountUpTo(double bound)
    {
        var count = 0.0;
        for (var i = 0; i < _bounds.Length; i++)
        {
            var lower = Lower(_bounds, i);
            if (bound >= _bounds[i])
                count += _counts[i];
            else if (bound > lower)
                return count + (_counts[i] * (bound - lower) / (_bounds[i] - lower));
            else
                return count;
        }

        return double.IsPositiveInfinity(bound) ? count + _counts[^1] : count;
    }

    public override IReadOnlyList<double> Edges(int maxCount)
    {
        var first = Array.FindIndex(_counts, c => c > 0);
        var last = Array.FindLastIndex(_counts, c => c > 0);
        if (first < 0 || _bounds.Length == 0)
            return [];
        List<double> edges = [first == _bounds.Length ? _bounds[^1] : Lower(_bounds, first)];
        edges.AddRange(_bounds.Take(last + 1).Skip(first));
        if (last == _bounds.Length)
            edges.Add(double.PositiveInfinity);
        return [.. edges.Distinct()];
    }

    private void Add(double[] bounds, double[] counts)
    {
        if (Count == 0)
        {
            (_bounds, _counts) = (bounds, counts);
            return;
        }

        if (!_bounds.AsSpan().SequenceEqual(bounds))
        {
            double[] union = [.. _bounds.Union(bounds).Order()];
            counts = Split(bounds, counts, union);
            (_counts, _bounds) = (Split(_bounds, _counts, union), union);
        }

        for (var i = 0; i < counts.Length; i++)
            _counts[i] += counts[i];
    }

    /// <summary>The first bucket has no lower end: zero where all of it can be above, else there is nothing to spread over.</summary>
    private static double Lower(double[] bounds, int index) => index > 0 ? bounds[index - 1] : Math.Min(0, bounds[0]);

    private static double[] Split(double[] bounds, double[] counts, double[] finer)
    {
        var split = new double[finer.Length + 1];
        split[^1] = counts[^1];
        for (int i = 0, j = 0; i < bounds.Length; i++)
        {
            var (lower, upper) = (Lower(bounds, i), bounds[i]);
            for (; j < finer.Length && finer[j] <= upper; j++)
            {
                var from = Math.Max(lower, j > 0 ? finer[j - 1] : double.NegativeInfinity);
                var isAll = finer[j] == upper && (from == lower || !double.IsFinite(upper - lower) || upper == lower);
                split[j] += isAll ? counts[i] : finer[j] > from && double.IsFinite(upper - lower) ? counts[i] * (finer[j] - from) / (upper - lower) : 0;
            }
        }

        return split;
    }
}
