
namespace OtelShop.Contracts.Tests;

public sealed class CurrencyMinorUnitsTests
{
    [Theory]
    [InlineData("USD", 2)]
    [InlineData("JPY", 0)]
    [InlineData("KRW", 0)]
    [InlineData("ISK", 0)]
    [InlineData("HUF", 2)]
    public void A_currency_has_the_decimals_of_ISO_4217(string currency, int decimals)
    {
        Assert.Equal(decimals, CurrencyMinorUnits.Of(currency));
    }

    [Theory]
    [InlineData("XYZ")]
    [InlineData("usd")]
    [InlineData("")]
    public void A_currency_that_the_shop_does_not_trade_in_is_refused(string currency)
    {
        var error = Assert.Throws<ArgumentException>(() => CurrencyMinorUnits.Of(currency));

        Assert.Contains($"'{currency}'", error.Message, StringComparison.Ordinal);
        Assert.False(CurrencyMinorUnits.TryGet(currency, out _));
    }
}
