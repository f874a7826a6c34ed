using FsCheck;
using FsCheck.Fluent;
using OtelShop.Checkout.Tests.Fakes;

namespace OtelShop.Checkout.Tests;

public sealed class PricingTests(Backing backing) : CheckoutTest(backing)
{
    [Theory]
    [InlineData("USD", "101.96", "8.99")]
    [InlineData("EUR", "90.19", "7.95")]
    [InlineData("JPY", "11400", "1005")]
    public async Task Prices_are_rounded_to_what_can_be_paid_in_the_currency(string currency, string price, string shipping)
    {
        var order = await BuyAsync(currency, ("TELESCOPE", 1));

        Assert.Equal(
            (decimal.Parse(price), decimal.Parse(shipping)),
            (Assert.Single(order.Items).Cost.ToDecimal(), order.ShippingCost.ToDecimal()));
    }

    [Fact]
    public async Task Half_a_cent_is_rounded_up()
    {
        Shop.Currency.Rates["EUR"] = 0.5m;
        Shop.Catalog.Offer("STAMP", 0.01m);

        var order = await BuyAsync("EUR", ("STAMP", 1));

        Assert.Equal(0.01m, Assert.Single(order.Items).Cost.ToDecimal());
    }

    [Fact]
    public async Task The_receipt_adds_up_to_the_charge_whatever_the_rate_and_the_prices()
    {
        var purchases =
            from rate in Gen.Choose(1, 2_000_000)
            from cents in Gen.Choose(1, 500_000)
            from quantity in Gen.Choose(1, 99)
            from currency in Gen.Elements("USD", "EUR", "JPY")
            select (Rate: rate / 10_000m, Price: cents / 100m, Quantity: quantity, Currency: currency);

        foreach (var purchase in purchases.Sample(60, new Rnd(20261121UL), 60))
        {
            Shop.Currency.Rates[purchase.Currency] = purchase.Rate;
            Shop.Catalog.Offer("THING", purchase.Price);
            var order = await BuyAsync(purchase.Currency, ("THING", purchase.Quantity), ("LAMP", 2));

            Assert.Equal(Orders.Total(order), Shop.Payment.Charged[order.OrderId].Amount.ToDecimal());
        }
    }

    [Fact]
    public async Task Nothing_is_converted_that_has_the_shoppers_currency_already()
    {
        await BuyAsync("USD");

        Assert.Empty(Shop.Currency.Asked);
    }

    [Fact]
    public async Task Equal_prices_are_converted_once()
    {
        Shop.Catalog.Offer("OTHER LAMP", 57.08m);

        await BuyAsync("EUR", ("LAMP", 1), ("OTHER LAMP", 1));

        Assert.Equal([8.99m, 57.08m], Shop.Currency.Asked.Select(conversion => conversion.From.ToDecimal()).Order());
    }

    [Fact]
    public async Task Products_and_shipping_are_asked_for_at_the_same_time()
    {
        var meeting = new Rendezvous(expected: 4);
        Shop.Catalog.Meeting = meeting;
        Shop.Shipping.Meeting = meeting;

        var order = await BuyAsync("USD", ("TELESCOPE", 1), ("LAMP", 1), ("BOOK", 1));

        Assert.Equal(3, order.Items.Count);
    }

    [Fact]
    public async Task Prices_are_converted_at_the_same_time()
    {
        Shop.Currency.Meeting = new Rendezvous(expected: 4);

        var order = await BuyAsync("EUR", ("TELESCOPE", 1), ("LAMP", 1), ("BOOK", 1));

        Assert.Equal(3, order.Items.Count);
    }
}
