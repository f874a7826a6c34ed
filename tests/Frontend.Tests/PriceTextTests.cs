using OtelShop.Frontends.Prices;
using Oteldemo;

namespace OtelShop.Frontend.Tests;

public sealed class PriceTextTests
{
    [Theory]
    [InlineData("USD", 101, 960_000_000, "$ 101.96")]
    [InlineData("EUR", 0, 5_000_000, "€ 0.01")]
    [InlineData("JPY", 1234, 500_000_000, "¥ 1235")]
    [InlineData("CHF", 3, 0, "CHF 3.00")]
    [InlineData("USD", -1, -500_000_000, "$ -1.50")]
    public void A_price_is_its_symbol_and_the_amount_to_the_minor_unit(string currency, long units, int nanos, string text) =>
        Assert.Equal(text, PriceText.Of(new Money { CurrencyCode = currency, Units = units, Nanos = nanos }));

    [Fact]
    public void A_quantity_costs_a_multiple_of_the_rounded_price()
    {
        var price = new Money { CurrencyCode = "EUR", Units = 0, Nanos = 335_000_000 };

        Assert.Equal(1.02m, price.Times(3).ToDecimal());
    }
}
