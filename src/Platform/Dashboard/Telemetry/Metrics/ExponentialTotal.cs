namespace OtelShop.Dashboard.Telemetry.Metrics;

/// <summary>Counts in buckets whose bounds are powers of 2^(2^-scale). Nothing of it changes.</summary>
internal sealed class ExponentialTotal : ITotal<ExponentialTotal>
{
    public const int MinScale = -10;
    public const int MaxScale = 20;

    /// <summary>On each side of zero; twice what SDKs send.</summary>
    private const int MaxBuckets = 320;

    private readonly byte[] _counts;
    private readonly int _positiveOffset;
    private readonly int _positiveLength;
    private readonly int _negativeOffset;
    private readonly int _negativeLength;

    public ExponentialTotal(int scale, long zeroCount, double zeroThreshold, ExponentialBuckets positive, ExponentialBuckets negative, double sum)
    {
        var steps = Math.Max(positive.StepsToFit(ExponentialBuckets.None, MaxBuckets), negative.StepsToFit(ExponentialBuckets.None, MaxBuckets));
        (positive, negative) = (positive.Downscale(steps), negative.Downscale(steps));
        (Scale, ZeroCount, ZeroThreshold, Sum) = (scale - steps, zeroCount, zeroThreshold, sum);
        (_positiveOffset, _positiveLength, _negativeOffset, _negativeLength) = (positive.Offset, positive.Counts.Length, negative.Offset, negative.Counts.Length);
        _counts = PackedCounts.Pack([.. positive.Counts, .. negative.Counts]);
    }

    public static ExponentialTotal Gap { get; } = new(0, 0, 0, ExponentialBuckets.None, ExponentialBuckets.None, double.NaN);

    public int Scale { get; }

    public long ZeroCount { get; }

    public double ZeroThreshold { get; }

    public double Sum { get; }

    public bool IsGap => ReferenceEquals(this, Gap);

    public int Bytes => 104 + _counts.Length;

    public ExponentialBuckets Positive => new(_positiveOffset, PackedCounts.Unpack(_counts, _positiveLength + _negativeLength)[.._positiveLength]);

    public ExponentialBuckets Negative => new(_negativeOffset, PackedCounts.Unpack(_counts, _positiveLength + _negativeLength)[_positiveLength..]);

    public bool IsLike(ExponentialTotal other) => true;

    public bool HasFallenFrom(ExponentialTotal before)
    {
        var scale = Math.Min(Scale, before.Scale);
        return ZeroCount < before.ZeroCount
            || HasFallen(before.Positive.Downscale(before.Scale - scale), Positive.Downscale(Scale - scale))
            || HasFallen(before.Negative.Downscale(before.Scale - scale), Negative.Downscale(Scale - scale));
    }

    public bool IsSame(ExponentialTotal other) => _counts.AsSpan().SequenceEqual(other._counts) && Sum.Equals(other.Sum) && Scale == other.Scale
        && ZeroCount == other.ZeroCount && ZeroThreshold.Equals(other.ZeroThreshold) && IsGap == other.IsGap
        && (_positiveOffset, _positiveLength, _negativeOffset, _negativeLength)
            == (other._positiveOffset, other._positiveLength, other._negativeOffset, other._negativeLength);

    public ExponentialTotal Nothing() => new(Scale, 0, ZeroThreshold, ExponentialBuckets.None, ExponentialBuckets.None, 0);

    public ExponentialTotal Plus(ExponentialTotal other) => Combine(other, 1);

    public ExponentialTotal Minus(ExponentialTotal other) => Combine(other, -1);

    private ExponentialTotal Combine(ExponentialTotal other, int times)
    {
        var scale = Math.Min(Scale, other.Scale);
        var steps = Math.Max(
            Positive.Downscale(Scale - scale).StepsToFit(other.Positive.Downscale(other.Scale - scale), MaxBuckets),
            Negative.Downscale(Scale - scale).StepsToFit(other.Negative.Downscale(other.Scale - scale), MaxBuckets));
        scale -= steps;
        return new(
            scale,
            Math.Max(0, ZeroCount + (times * other.ZeroCount)),
            Math.Max(ZeroThreshold, other.ZeroThreshold),
            Positive.Downscale(Scale - scale).Plus(other.Positive.Downscale(other.Scale - scale), times),
            Negative.Downscale(Scale - scale).Plus(other.Negative.Downscale(other.Scale - scale), times),
            Sum + (times * other.Sum));
    }

    private static bool HasFallen(ExponentialBuckets before, ExponentialBuckets now)
    {
        for (var i = 0; i < before.Counts.Length; i++)
        {
            var index = before.Offset + i - now.Offset;
            if (before.Counts[i] > (index >= 0 && index < now.Counts.Length ? now.Counts[index] : 0))
                return true;
        }

        return false;
    }
}
