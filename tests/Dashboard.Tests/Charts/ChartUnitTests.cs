using OtelShop.Dashboard.Charts;

namespace OtelShop.Dashboard.Tests.Charts;

public sealed class ChartUnitTests
{
    [Theory]
    [InlineData("s", 0.0123, "12.3 ms")]
    [InlineData("s", 1.5, "1.5 s")]
    [InlineData("ms", 0.25, "250 µs")]
    [InlineData("s", 90, "1.5 min")]
    [InlineData("s", 0, "0 s")]
    [InlineData("By", 180e6, "172 MiB")]
    [InlineData("By", 512, "512 B")]
    [InlineData("By/s", 2048, "2 KiB/s")]
    [InlineData("1", 0.256, "25.6 %")]
    [InlineData("s/s", 0.5, "50 %")]
    [InlineData("{request}", 4, "4 requests")]
    [InlineData("{request}", 1, "1 request")]
    [InlineData("{request}/s", 36.04, "36 request/s")]
    [InlineData("/s", 1234567, "1.23 M/s")]
    [InlineData(null, 12, "12")]
    [InlineData("", double.NaN, "–")]
    [InlineData("s", -0.02, "-20 ms")]
    public void Values_are_written_with_the_unit_that_leaves_few_digits(string? unit, double value, string expected) =>
        Assert.Equal(expected, ChartUnit.Of(unit).Format(value));

    [Fact]
    public void A_ratio_that_is_no_share_is_not_a_percentage() => Assert.Equal("250", ChartUnit.Of("1", largest: 250).Format(250));

    [Fact]
    public void A_unit_of_a_hostile_length_is_left_out() => Assert.Equal("5", ChartUnit.Of(new string('x', 5_000)).Format(5));
}
