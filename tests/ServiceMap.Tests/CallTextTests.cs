using OtelShop.ServiceMap.Pages;
using OtelShop.ServiceMap.Traffic;

namespace OtelShop.ServiceMap.Tests;

public sealed class CallTextTests
{
    [Theory]
    [InlineData(0, "0/s")]
    [InlineData(0.001, "<0.1/min")]
    [InlineData(0.025, "1.5/min")]
    [InlineData(0.15, "9/min")]
    [InlineData(0.5, "30/min")]
    [InlineData(1.24, "1.2/s")]
    [InlineData(340.4, "340/s")]
    [InlineData(1_500, "1.5k/s")]
    public void Rates_are_per_second_or_per_minute(double perSecond, string text) => Assert.Equal(text, CallText.Rate(perSecond));

    [Theory]
    [InlineData(0, "0 %")]
    [InlineData(0.0004, "<0.1 %")]
    [InlineData(0.004, "0.4 %")]
    [InlineData(0.333, "33 %")]
    [InlineData(1, "100 %")]
    public void Shares_are_percent(double share, string text) => Assert.Equal(text, CallText.Share(share));

    [Theory]
    [InlineData(0.42, "0.4 ms")]
    [InlineData(9.97, "10 ms")]
    [InlineData(340.2, "340 ms")]
    [InlineData(1_540, "1.5 s")]
    [InlineData(12_300, "12 s")]
    [InlineData(119_000, "2 min")]
    public void Durations_have_two_digits(double milliseconds, string text) => Assert.Equal(text, CallText.Duration(milliseconds));

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.95)]
    [InlineData(0.99)]
    public void A_percentile_is_right_within_a_tenth(double share)
    {
        var random = new Random(3);
        var latencies = Enumerable.Range(0, 5_000).Select(_ => 2 * Math.Exp(random.NextDouble() * 6)).Order().ToArray();
        var counts = new int[LatencyHistogram.Bins];
        foreach (var latency in latencies)
            counts[LatencyHistogram.BinOf(latency)]++;

        var exact = latencies[(int)(share * latencies.Length)];
        Assert.InRange(LatencyHistogram.Percentile(counts, share), exact * 0.9, exact * 1.1);
    }
}
