using FsCheck;
using FsCheck.Fluent;
using OtelShop.Dashboard.Telemetry.Metrics;

namespace OtelShop.Dashboard.Tests.Telemetry.Metrics;

public sealed class DistributionProperties
{
    private static readonly Gen<BucketDistribution> Distributions =
        from bounds in Gen.Choose(1, 60).ArrayOf().Where(b => b.Length > 0).Select(b => b.Distinct().Order().Select(i => i / 10.0).ToArray())
        from counts in Gen.Choose(0, 1_000).ArrayOf(bounds.Length + 1)
        select Of(new BucketTotal(bounds, Array.ConvertAll(counts, c => (long)c), 1));

    private static readonly Gen<ExponentialTotal> Exponentials =
        from scale in Gen.Choose(-3, 8)
        from offset in Gen.Choose(-40, 40)
        from counts in Gen.Choose(0, 1_000).ArrayOf()
        from zeros in Gen.Choose(0, 50)
        select new ExponentialTotal(scale, zeros, 0, ExponentialBuckets.Of(offset, Array.ConvertAll(counts, c => (long)c)), ExponentialBuckets.None, 1);

    [Fact]
    public void It_does_not_matter_in_which_order_histograms_are_added() =>
        Prop.ForAll(Distributions.Three().ToArbitrary(), three =>
        {
            var (a, b, c) = three;
            return IsSame(Merge(Merge(a, b), c), Merge(a, Merge(b, c))) && IsSame(Merge(a, b), Merge(b, a));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Nothing_is_lost_when_histograms_are_added() =>
        Prop.ForAll(Distributions.Two().ToArbitrary(), two => Near(Merge(two.Item1, two.Item2).Count, two.Item1.Count + two.Item2.Count)).QuickCheckThrowOnFailure();

    [Fact]
    public void Quantiles_grow_with_their_share_and_stay_inside_the_bounds() =>
        Prop.ForAll(Distributions.Where(d => d.Count > 0).ToArbitrary(), d => GrowWithin(d, 0, 6)).QuickCheckThrowOnFailure();

    [Fact]
    public void Exponential_quantiles_grow_with_their_share_and_stay_inside_the_buckets() =>
        Prop.ForAll(Exponentials.Select(Of).Where(d => d.Count > 0).ToArbitrary(), d =>
        {
            var edges = d.Edges(int.MaxValue);
            return GrowWithin(d, edges[0], edges[^1]);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_coarser_scale_keeps_every_count() =>
        Prop.ForAll(Exponentials.ToArbitrary(), Gen.Choose(0, 12).ToArbitrary(), (total, steps) =>
        {
            var coarse = Of(total);
            coarse.Downscale(total.Scale - steps);
            return Near(coarse.Count, Of(total).Count) && total.Positive.Downscale(steps).Counts.Sum() == total.Positive.Counts.Sum();
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Exponential_totals_are_added_in_any_order() =>
        Prop.ForAll(Exponentials.Three().ToArbitrary(), three =>
            three.Item1.Plus(three.Item2).Plus(three.Item3) is var left && three.Item1.Plus(three.Item2.Plus(three.Item3)) is var right
            && left.Scale == right.Scale && left.Positive.Counts.SequenceEqual(right.Positive.Counts) && left.ZeroCount == right.ZeroCount).QuickCheckThrowOnFailure();

    [Fact]
    public void What_was_added_can_be_taken_away() =>
        Prop.ForAll(Exponentials.Two().ToArbitrary(), two =>
        {
            var rest = two.Item1.Plus(two.Item2).Minus(two.Item2);
            return rest.Positive.Counts.SequenceEqual(two.Item1.Positive.Downscale(two.Item1.Scale - rest.Scale).Counts);
        }).QuickCheckThrowOnFailure();

    private static BucketDistribution Of(BucketTotal total)
    {
        var distribution = new BucketDistribution();
        distribution.Add(total, total.Nothing(), 1);
        return distribution;
    }

    private static ExponentialDistribution Of(ExponentialTotal total)
    {
        var distribution = new ExponentialDistribution();
        distribution.Add(total, total.Nothing(), 1);
        return distribution;
    }

    private static BucketDistribution Merge(BucketDistribution a, BucketDistribution b)
    {
        var merged = new BucketDistribution();
        merged.Add(a);
        merged.Add(b);
        return merged;
    }

    private static bool IsSame(Distribution a, Distribution b) =>
        Near(a.Count, b.Count) && Enumerable.Range(0, 62).All(i => Near(a.CountUpTo(i / 10.0), b.CountUpTo(i / 10.0)));

    private static bool GrowWithin(Distribution distribution, double least, double most)
    {
        var quantiles = Enumerable.Range(0, 21).Select(i => distribution.Quantile(i / 20.0)).ToList();
        return quantiles.Zip(quantiles.Skip(1)).All(p => p.First <= p.Second + 1e-9) && quantiles[0] >= least - 1e-9 && quantiles[^1] <= most + 1e-9;
    }

    private static bool Near(double a, double b) => Math.Abs(a - b) <= 1e-6 * Math.Max(1, Math.Abs(a));
}
