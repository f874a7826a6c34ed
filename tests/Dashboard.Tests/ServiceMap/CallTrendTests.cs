using OtelShop.Dashboard.ServiceMap;

namespace OtelShop.Dashboard.Tests.ServiceMap;

public sealed class CallTrendTests
{
    [Fact]
    public void A_quarter_more_of_p95_is_slower() => Assert.True(CallTrend.IsSlower(Calls(100, p95: 50), Calls(100, p95: 40)));

    [Fact]
    public void A_millisecond_more_is_not_slower() => Assert.False(CallTrend.IsSlower(Calls(100, p95: 2), Calls(100, p95: 1)));

    [Fact]
    public void One_percent_more_errors_is_news() => Assert.True(CallTrend.HasMoreErrors(Calls(100, errors: 2), Calls(100, errors: 1)));

    [Fact]
    public void Few_calls_prove_nothing() => Assert.False(CallTrend.IsWorse(Calls(10, errors: 10, p95: 900), Calls(10)));

    [Fact]
    public void Half_of_the_traffic_is_another_rate() => Assert.True(CallTrend.HasOtherRate(Calls(50), Calls(100)));

    [Fact]
    public void A_rate_has_not_changed_from_one_that_is_not_known() => Assert.False(CallTrend.HasOtherRate(Calls(100), Calls(10) with { Seconds = 0 }));

    [Fact]
    public void What_changed_is_told_in_words() =>
        Assert.Equal("errors 0 % → 5 %, p95 40 ms → 80 ms", CallTrend.Describe(Calls(100, errors: 5, p95: 80), Calls(100, p95: 40)));

    [Theory]
    [InlineData(0, "0/s")]
    [InlineData(0.05, "3/min")]
    [InlineData(1.234, "1.23/s")]
    [InlineData(12.34, "12.3/s")]
    [InlineData(50_000, "50k/s")]
    public void Rates_are_short(double rate, string text) => Assert.Equal(text, CallText.Rate(rate));

    private static CallStatistics Calls(int calls, int errors = 0, long p95 = 40) => new(calls, errors, 300, p95, p95 * 1_000_000, p95);
}
