using Oteldemo;

namespace OtelShop.Currencies.Tests;

public sealed class ExchangeRatesTests
{
    [Fact]
    public void There_are_33_currencies_in_alphabetical_order()
    {
        Assert.Equal(33, ExchangeRates.Codes.Length);
        Assert.Equal(ExchangeRates.Codes.Order(StringComparer.Ordinal), ExchangeRates.Codes);
    }

    [Theory]
    [InlineData("EUR", 1, 0, "USD", 1, 130_500_000)]
    [InlineData("USD", 57, 80_000_000, "USD", 57, 80_000_000)]
    [InlineData("USD", 57, 80_000_000, "EUR", 50, 490_933_215)] // 57.08 / 1.1305 = 50.4909332153...
    [InlineData("USD", 349, 950_000_000, "JPY", 39_127, 536_488_280)] // 349.95 * 126.40 / 1.1305 = 39127.53648827952...
    [InlineData("USD", -1, -750_000_000, "EUR", -1, -547_987_616)] // -1.75 / 1.1305 = -1.5479876160...
    [InlineData("USD", 0, 0, "JPY", 0, 0)]
    [InlineData("EUR", 0, -1, "USD", 0, -1)]
    [InlineData("USD", 0, 50_000_000, "USD", 0, 50_000_000)]
    public void Amounts_are_converted_exactly(string from, long units, int nanos, string to, long expectedUnits, int expectedNanos)
    {
        var converted = Convert(new Money { CurrencyCode = from, Units = units, Nanos = nanos }, to);

        Assert.Equal(new Money { CurrencyCode = to, Units = expectedUnits, Nanos = expectedNanos }, converted);
    }

    [Theory]
    [InlineData(1_000, "USD", 1_130)] // 1130.5
    [InlineData(3_000, "USD", 3_392)] // 3391.5
    [InlineData(-1_000, "USD", -1_130)]
    [InlineData(-3_000, "USD", -3_392)]
    [InlineData(40, "SEK", 422)] // 421.5
    [InlineData(41, "SEK", 432)] // 432.0375
    [InlineData(5, "ZAR", 80)] // 80.2915
    public void Between_two_nanos_the_nearer_wins_and_of_two_equally_near_the_even(int nanos, string to, int expectedNanos) =>
        Assert.Equal(expectedNanos, Convert(new Money { CurrencyCode = "EUR", Nanos = nanos }, to).Nanos);

    [Fact]
    public void The_largest_amount_converts_to_itself()
    {
        var most = new Money { CurrencyCode = "IDR", Units = long.MaxValue, Nanos = 999_999_999 };

        Assert.Equal(most, Convert(most, "IDR"));
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void An_amount_that_does_not_fit_is_not_converted(long units) =>
        Assert.False(ExchangeRates.TryConvert(new Money { CurrencyCode = "EUR", Units = units }, "IDR", out _));

    private static Money Convert(Money from, string toCode)
    {
        Assert.True(ExchangeRates.TryConvert(from, toCode, out var converted));
        return converted;
    }
}
