using OtelShop.Frontends.Prices;
using Oteldemo;

namespace OtelShop.Frontend.Tests;

public sealed class PriceTextTests
{
    [Theory]
    [InlineData("AUD", "$1,234.56")]
    [InlineData("BGN", "1 234,56 лв.")]
    [InlineData("BRL", "R$ 1.234,56")]
    [InlineData("CAD", "$1,234.56")]
    [InlineData("CHF", "CHF 1’234.56")]
    [InlineData("CNY", "¥1,234.56")]
    [InlineData("CZK", "1 234,56 Kč")]
    [InlineData("DKK", "1.234,56 kr.")]
    [InlineData("EUR", "1.234,56 €")]
    [InlineData("GBP", "£1,234.56")]
    [InlineData("HKD", "HK$1,234.56")]
    [InlineData("HRK", "1.234,56 kn")]
    [InlineData("HUF", "1 234,56 Ft")]
    [InlineData("IDR", "Rp 1.234,56")]
    [InlineData("ILS", "1,234.56 ₪")]
    [InlineData("INR", "₹1,234.56")]
    [InlineData("ISK", "1.235 kr.")]
    [InlineData("JPY", "¥1,235")]
    [InlineData("KRW", "₩1,235")]
    [InlineData("MXN", "$1,234.56")]
    [InlineData("MYR", "RM 1,234.56")]
    [InlineData("NOK", "1 234,56 kr")]
    [InlineData("NZD", "$1,234.56")]
    [InlineData("PHP", "₱1,234.56")]
    [InlineData("PLN", "1 234,56 zł")]
    [InlineData("RON", "1.234,56 lei")]
    [InlineData("RUB", "1 234,56 ₽")]
    [InlineData("SEK", "1 234,56 kr")]
    [InlineData("SGD", "$1,234.56")]
    [InlineData("THB", "฿1,234.56")]
    [InlineData("TRY", "₺1.234,56")]
    [InlineData("USD", "$1,234.56")]
    [InlineData("ZAR", "R 1 234,56")]
    public void A_price_is_written_as_users_of_the_currency_write_it(string currency, string text) =>
        Assert.Equal(text, Written(new Money { CurrencyCode = currency, Units = 1234, Nanos = 560_000_000 }));

    [Theory]
    [InlineData("USD", -1, -500_000_000, "-$1.50")]
    [InlineData("EUR", -1, -500_000_000, "-1,50 €")]
    [InlineData("EUR", 0, 5_000_000, "0,01 €")]
    [InlineData("INR", 12_345_678, 0, "₹1,23,45,678.00")]
    [InlineData("JPY", 0, 500_000_000, "¥1")]
    public void An_amount_is_rounded_to_the_minor_unit(string currency, long units, int nanos, string text) =>
        Assert.Equal(text, Written(new Money { CurrencyCode = currency, Units = units, Nanos = nanos }));

    [Fact]
    public void A_price_never_breaks_over_two_lines() =>
        Assert.DoesNotContain(' ', PriceText.Of(new Money { CurrencyCode = "SEK", Units = 1234 }));

    [Fact]
    public void A_quantity_costs_a_multiple_of_the_rounded_price()
    {
        var price = new Money { CurrencyCode = "EUR", Units = 0, Nanos = 335_000_000 };

        Assert.Equal(1.02m, price.Times(3).ToDecimal());
    }

    private static string Written(Money money) => PriceText.Of(money).Replace('\u00A0', ' ');
}
