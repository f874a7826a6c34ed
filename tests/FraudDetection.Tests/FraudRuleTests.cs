using Oteldemo;
using OtelShop.FraudDetections;
using OtelShop.FraudDetections.Rules;

namespace OtelShop.FraudDetection.Tests;

public sealed class FraudRuleTests
{
    private static readonly Velocity Alone = new(1, 1);
    private readonly FraudOptions _options = new();

    [Fact]
    public void An_ordinary_order_hits_no_rule()
    {
        var order = Facts(Orders.Ordinary("o-1"));
        IFraudRule[] rules =
        [
            new HighAmountRule(), new LargeQuantityRule(), new OrderVelocityRule(), new ItemVelocityRule(),
            new MixedCurrenciesRule(), new IncompleteAddressRule(), new CurrencyMismatchRule(),
        ];

        Assert.All(rules, rule => Assert.Null(rule.Check(order, Alone, _options)));
    }

    [Theory]
    [InlineData(2000, false)]
    [InlineData(2000.01, true)]
    public void An_amount_is_high_above_the_limit_in_dollars(double dollars, bool high) =>
        Assert.Equal(high, Check(new HighAmountRule(), Facts(Orders.Ordinary("o-1")) with { Dollars = (decimal)dollars }) is not null);

    [Fact]
    public void An_amount_that_cannot_be_converted_is_high() =>
        Assert.Equal("58.99 ZZZ cannot be converted to USD", Check(new HighAmountRule(), Facts(Orders.Ordinary("o-1", currency: "ZZZ")) with { Dollars = null })!.Detail);

    [Fact]
    public void An_amount_beyond_all_reckoning_is_the_largest() =>
        Assert.Equal(decimal.MaxValue, Facts(Ten(Orders.Ordinary("o-1", quantity: int.MaxValue, units: long.MaxValue))).Amount);

    [Fact]
    public void Items_of_one_product_count_over_all_lines()
    {
        var order = Orders.Ordinary("o-1", quantity: 11);
        order.Items.Add(order.Items[0].Clone());

        Assert.Equal("22 items of OLJCESPC7Z are more than 20", Check(new LargeQuantityRule(), order)!.Detail);
    }

    [Theory]
    [InlineData(30, false)]
    [InlineData(31, true)]
    public void Orders_to_one_address_are_suspicious_above_the_limit(long orders, bool found) =>
        Assert.Equal(found, new OrderVelocityRule().Check(Facts(Orders.Ordinary("o-1")), new Velocity(orders, 1), _options) is not null);

    [Fact]
    public void Prices_in_two_currencies_are_suspicious()
    {
        var order = Orders.Ordinary("o-1");
        order.ShippingCost.CurrencyCode = "CHF";

        Assert.Equal("prices in USD, CHF", Check(new MixedCurrenciesRule(), order)!.Detail);
    }

    [Fact]
    public void Missing_parts_of_the_address_are_named()
    {
        var order = Orders.Ordinary("o-1");
        order.ShippingAddress.City = " ";
        order.ShippingAddress.ZipCode = "";

        Assert.Equal("no city, zip code", Check(new IncompleteAddressRule(), order)!.Detail);
    }

    [Theory]
    [InlineData("JPY", "Japan", false)]
    [InlineData("JPY", "united states", true)]
    [InlineData("USD", "JP", false)]
    [InlineData("EUR", "Canada", false)]
    [InlineData("GBP", "Atlantis", false)]
    public void A_currency_foreign_to_the_country_is_noticed(string currency, string country, bool found) =>
        Assert.Equal(found, Check(new CurrencyMismatchRule(), Orders.Ordinary("o-1", currency: currency, country: country)) is not null);

    [Fact]
    public void One_address_in_two_spellings_is_one_address()
    {
        var spelled = Orders.Ordinary("o-2");
        spelled.ShippingAddress.StreetAddress = " 1  STAR street ";

        Assert.Equal(Facts(Orders.Ordinary("o-1")).AddressKey, Facts(spelled).AddressKey);
    }

    [Fact]
    public void An_order_of_nothing_has_facts_too()
    {
        var facts = Facts(new OrderResult { OrderId = "o-1", Items = { new OrderItem() } });

        Assert.Equal((null, 0m, 0L, ""), (facts.AddressKey, facts.Amount, facts.ItemCount, facts.Currency));
    }

    private RuleHit? Check(IFraudRule rule, OrderResult order) => Check(rule, Facts(order));

    private RuleHit? Check(IFraudRule rule, OrderFacts order) => rule.Check(order, Alone, _options);

    private static OrderFacts Facts(OrderResult order) => new(order, DateTimeOffset.UnixEpoch) { Dollars = 0 };

    private static OrderResult Ten(OrderResult order)
    {
        order.Items.Add(Enumerable.Repeat(order.Items[0], 9));
        return order;
    }
}
