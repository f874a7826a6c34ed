using Oteldemo;
using OtelShop.Emails.Confirmations;
using OtelShop.ServiceDefaults.Validation;

namespace OtelShop.Emails.Tests;

public sealed class ConfirmationRulesTests
{
    [Theory]
    [InlineData("")]
    [InlineData("someone")]
    [InlineData("@example.com")]
    [InlineData("Someone <someone@example.com>")]
    [InlineData("someone@example.com, other@example.com")]
    [InlineData("someone@example.com\r\nBcc: everyone@example.com")]
    [InlineData("some\none@example.com")]
    [InlineData(" someone@example.com")]
    public void Only_one_bare_address_is_taken(string email) => Assert.Equal(["email"], Violations(Orders.InDollars(email)));

    [Fact]
    public void An_address_longer_than_any_mailbox_is_not_taken() =>
        Assert.Equal(["email"], Violations(Orders.InDollars($"{new string('a', 250)}@example.com")));

    [Theory]
    [InlineData("someone@example.com")]
    [InlineData("some.one+shop@mail.example.co.uk")]
    [InlineData("someone@bücher.example")]
    [InlineData("jürgen@example.com")]
    [InlineData("用户@example.com")]
    public void An_ordinary_address_is_taken(string email) => Assert.Empty(Violations(Orders.InDollars(email)));

    [Theory]
    [InlineData("")]
    [InlineData("../../etc/passwd")]
    [InlineData("1\r\nBcc: everyone@example.com")]
    [InlineData("größe")]
    public void An_order_id_is_letters_digits_and_dashes(string orderId) =>
        Assert.Equal(["order.order_id"], Violations(Orders.InDollars(orderId: orderId)));

    [Fact]
    public void A_request_that_says_nothing_lacks_address_and_order() =>
        Assert.Equal(["email", "order"], Violations(new SendOrderConfirmationRequest()));

    [Fact]
    public void An_empty_order_lacks_id_items_and_shipping_cost() => Assert.Equal(
        ["order.order_id", "order.items", "order.shipping_cost"],
        Violations(new SendOrderConfirmationRequest { Email = "someone@example.com", Order = new OrderResult() }));

    [Fact]
    public void An_empty_line_lacks_product_quantity_and_price() => Assert.Equal(
        ["order.items[2].item.product_id", "order.items[2].item.quantity", "order.items[2].cost"], ViolationsWith(new OrderItem()));

    [Fact]
    public void A_line_in_another_currency_is_not_added_up() => Assert.Equal(
        ["order.items[2].cost.currency_code"],
        ViolationsWith(new OrderItem { Item = new CartItem { ProductId = "OLJCESPC7Z", Quantity = 1 }, Cost = new Money { CurrencyCode = "EUR", Units = 1 } }));

    [Fact]
    public void A_malformed_price_is_not_taken() => Assert.NotEmpty(
        ViolationsWith(new OrderItem { Item = new CartItem { ProductId = "OLJCESPC7Z", Quantity = 1 }, Cost = new Money { CurrencyCode = "USD", Units = 1, Nanos = -1 } }));

    private static IEnumerable<string> ViolationsWith(OrderItem line)
    {
        var request = Orders.InDollars();
        request.Order.Items.Add(line);
        return Violations(request);
    }

    private static IEnumerable<string> Violations(SendOrderConfirmationRequest request)
    {
        try
        {
            ConfirmationRules.Check(request);
            return [];
        }
        catch (InvalidRequestException error)
        {
            return error.Violations.Select(violation => violation.Field);
        }
    }
}
