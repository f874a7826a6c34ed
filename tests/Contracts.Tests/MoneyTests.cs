using Oteldemo;

namespace OtelShop.Contracts.Tests;

public sealed class MoneyTests
{
    [Theory]
    [InlineData("0", 0, 0)]
    [InlineData("10.99", 10, 990_000_000)]
    [InlineData("-0.5", 0, -500_000_000)]
    [InlineData("-3.000000001", -3, -1)]
    [InlineData("9223372036854775807.999999999", long.MaxValue, 999_999_999)]
    public void A_decimal_and_its_money_are_the_same_amount(string text, long units, int nanos)
    {
        var amount = decimal.Parse(text);
        var money = Money.FromDecimal("USD", amount);

        Assert.Equal(new Money { CurrencyCode = "USD", Units = units, Nanos = nanos }, money);
        Assert.Equal(amount, money.ToDecimal());
    }

    [Theory]
    [InlineData("0.0000000005", 0)]
    [InlineData("0.0000000015", 2)]
    [InlineData("0.00000000051", 1)]
    public void What_lies_below_a_nano_is_rounded_half_to_even(string amount, int nanos)
    {
        var money = Money.FromDecimal("USD", decimal.Parse(amount));

        Assert.Equal(nanos, money.Nanos);
    }

    [Fact]
    public void An_amount_that_does_not_fit_is_refused()
    {
        Assert.Throws<OverflowException>(() => Money.FromDecimal("USD", 9223372036854775808m));
    }

    [Theory]
    [InlineData("USD", "1.005", "1.01")]
    [InlineData("USD", "-1.005", "-1.01")]
    [InlineData("EUR", "1.004999999", "1.00")]
    [InlineData("JPY", "149.5", "150")]
    [InlineData("KRW", "0.499999999", "0")]
    public void A_charge_is_rounded_to_the_minor_unit_half_away_from_zero(string currency, string amount, string charged)
    {
        var money = Money.FromDecimal(currency, decimal.Parse(amount)).RoundToMinorUnit();

        Assert.Equal(decimal.Parse(charged), money.ToDecimal());
    }
}
