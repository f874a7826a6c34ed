using OtelShop.Dashboard.Layout;

namespace OtelShop.Dashboard.Tests.Layout;

public sealed class DurationTests
{
    [Theory]
    [InlineData(0, "0 ns")]
    [InlineData(870, "870 ns")]
    [InlineData(12_340, "12.3 µs")]
    [InlineData(4_560_000, "4.56 ms")]
    [InlineData(999_700_000, "1 s")]
    [InlineData(1_500_000_000, "1.5 s")]
    [InlineData(59_990_000_000, "1 min")]
    [InlineData(125_000_000_000, "2 min 5 s")]
    [InlineData(12_000_000_000_000, "3 h 20 min")]
    [InlineData(-4_560_000, "-4.56 ms")]
    public void A_duration_is_told_in_the_unit_that_fits(long nanoseconds, string text) => Assert.Equal(text, Duration.Format(nanoseconds));
}
