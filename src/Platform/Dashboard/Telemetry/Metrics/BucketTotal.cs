namespace OtelShop.Dashboard.Telemetry.Metrics;

/// <summary>Counts in buckets with explicit bounds. Nothing of it changes.</summary>
internal sealed class BucketTotal : ITotal<BucketTotal>
{
    private readonly byte[] _counts;

    /// <param name="bounds">Upper ends of all buckets but the last.</param>
    /// <param name="counts">One more than there are bounds.</param>
    /// <param name="sum">NaN when it was not sent.</param>
    public BucketTotal(double[] bounds, ReadOnlySpan<long> counts, double sum)
    {
        (Bounds, Sum, _counts) = (bounds, sum, PackedCounts.Pack(counts));
    }

    public static BucketTotal Gap { get; } = new([], [], double.NaN);

    public double[] Bounds { get; }

    public double Sum { get; }

    public bool IsGap => ReferenceEquals(this, Gap);

    public int Bytes => 72 + _counts.Length;

    public long[] Counts() => PackedCounts.Unpack(_counts, Bounds.Length + 1);

    public bool IsLike(BucketTotal other) => ReferenceEquals(Bounds, other.Bounds) || Bounds.AsSpan().SequenceEqual(other.Bounds);

    public bool HasFallenFrom(BucketTotal before)
    {
        long[] now = Counts(), then = before.Counts();
        for (var i = 0; i < now.Length; i++)
        {
            if (now[i] < then[i])
                return true;
        }

        return false;
    }

    public bool IsSame(BucketTotal other) => _counts.AsSpan().SequenceEqual(other._counts) && Sum.Equals(other.Sum) && IsLike(other) && IsGap == other.IsGap;

    public BucketTotal Nothing() => new(Bounds, new long[Bounds.Length + 1], 0);

    public BucketTotal Plus(BucketTotal other)
    {
        long[] sum = Counts(), added = other.Counts();
        for (var i = 0; i < sum.Length; i++)
            sum[i] += added[i];
        return new(Bounds, sum, Sum + other.Sum);
    }

    public BucketTotal Minus(BucketTotal other)
    {
        long[] rest = Counts(), taken = other.Counts();
        for (var i = 0; i < rest.Length; i++)
            rest[i] = Math.Max(0, rest[i] - taken[i]);
        return new(Bounds, rest, Sum - other.Sum);
    }
}
