namespace OtelShop.Dashboard.Telemetry.Metrics;

/// <summary>Counts of neighbouring buckets of an exponential histogram: of all that is positive, or of all that is negative.</summary>
/// <param name="Offset">Index of the first one.</param>
/// <param name="Counts">Neither the first nor the last is zero.</param>
internal readonly record struct ExponentialBuckets(int Offset, long[] Counts)
{
    public static ExponentialBuckets None => new(0, []);

    public int End => Offset + Counts.Length;

    public static ExponentialBuckets Of(int offset, ReadOnlySpan<long> counts)
    {
        var trimmed = counts.TrimEnd(0L);
        var first = trimmed.IndexOfAnyExcept(0L);
        return first < 0 ? None : new(offset + first, trimmed[first..].ToArray());
    }

    /// <summary>Puts each 2^steps buckets into one. Every count stays.</summary>
    public ExponentialBuckets Downscale(int steps)
    {
        if (steps <= 0 || Counts.Length == 0)
            return this;
        steps = Math.Min(steps, 31);
        var offset = Offset >> steps;
        var merged = new long[((End - 1) >> steps) - offset + 1];
        for (var i = 0; i < Counts.Length; i++)
            merged[((Offset + i) >> steps) - offset] += Counts[i];
        return new(offset, merged);
    }

    /// <summary>Adds the other one's counts, <paramref name="times"/> over: -1 takes them away, down to nothing.</summary>
    public ExponentialBuckets Plus(ExponentialBuckets other, int times = 1)
    {
        if (other.Counts.Length == 0)
            return this;
        var offset = Counts.Length == 0 ? other.Offset : Math.Min(Offset, other.Offset);
        var sum = new long[Math.Max(Counts.Length == 0 ? other.End : End, other.End) - offset];
        Counts.CopyTo(sum, Counts.Length == 0 ? 0 : Offset - offset);
        for (var i = 0; i < other.Counts.Length; i++)
        {
            ref var count = ref sum[other.Offset - offset + i];
            count = Math.Max(0, count + (times * other.Counts[i]));
        }

        return Of(offset, sum);
    }

    /// <summary>By how much to downscale so that both together have no more than so many buckets.</summary>
    public int StepsToFit(ExponentialBuckets other, int maxCount)
    {
        var steps = 0;
        for (; steps < 31; steps++)
        {
            ExponentialBuckets mine = new(Offset >> steps, Counts), others = new(other.Offset >> steps, other.Counts);
            long first = Counts.Length == 0 ? others.Offset : other.Counts.Length == 0 ? mine.Offset : Math.Min(mine.Offset, others.Offset);
            long last = Counts.Length == 0 ? (other.End - 1) >> steps : other.Counts.Length == 0 ? (End - 1) >> steps : Math.Max((End - 1) >> steps, (other.End - 1) >> steps);
            if (last - first < maxCount)
                break;
        }

        return steps;
    }
}
