
namespace OpenFeature.Providers.Flagd.Tests;

public sealed class BackoffTests
{
    [Fact]
    public void Pauses_double_up_to_the_longest_and_are_cut_by_half_at_most()
    {
        var backoff = new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(6), new Random(7));

        foreach (var whole in new[] { 1.0, 2, 4, 6, 6 })
            Assert.InRange(backoff.Next().TotalSeconds, whole / 2, whole);
    }

    [Fact]
    public void A_connection_that_was_made_starts_them_over()
    {
        var backoff = new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60), new Random(7));
        backoff.Next();
        backoff.Next();

        backoff.Reset();

        Assert.InRange(backoff.Next().TotalSeconds, 0.5, 1);
    }

    [Fact]
    public void A_very_long_outage_does_not_overflow()
    {
        var backoff = new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), new Random(7));

        Assert.All(Enumerable.Range(0, 5000), _ => Assert.InRange(backoff.Next().TotalSeconds, 0.5, 5));
    }
}
