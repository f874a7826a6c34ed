using OtelShop.Dashboard.Charts;

namespace OtelShop.Dashboard.Tests.Charts;

public sealed class TimeExtentTests
{
    private const long Day = 86_400_000_000_000;
    private const long Now = 20_000 * Day;
    private static readonly long[] Recent = [.. Enumerable.Range(1, 200).Select(second => Now - (second * 1_000_000_000L))];

    [Fact]
    public void It_reaches_from_the_first_moment_to_now() => Assert.Equal((Recent[^1], Now), TimeExtent.Of(Recent, Now));

    [Theory]
    [InlineData(0)]
    [InlineData(long.MaxValue)]
    public void A_moment_of_a_clock_that_is_wrong_is_left_to_the_edge(long wrong) => Assert.Equal((Recent[^1], Now), TimeExtent.Of([.. Recent, wrong], Now));

    [Fact]
    public void A_clock_that_is_ahead_a_little_is_taken_in() => Assert.Equal((Recent[^1], Now + 5), TimeExtent.Of([.. Recent, Now + 5], Now));

    [Fact]
    public void Many_moments_of_other_days_are_no_mistake() => Assert.Equal((Now - (3 * Day), Now), TimeExtent.Of([.. Recent, .. Enumerable.Repeat(Now - (3 * Day), 10)], Now));

    [Fact]
    public void An_archive_ends_where_it_ends() => Assert.Equal((Recent[^1], Recent[0]), TimeExtent.Of(Recent, Now + (9 * Day)));
}
