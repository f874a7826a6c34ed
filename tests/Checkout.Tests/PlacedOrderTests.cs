using OtelShop.ServiceDefaults.Rpc;
using OtelShop.Testing.Services;

namespace OtelShop.Checkout.Tests;

public sealed class PlacedOrderTests(Backing backing) : CheckoutTest(backing)
{
    [Fact]
    public async Task The_card_is_charged_what_the_receipt_adds_up_to()
    {
        var order = await BuyAsync("EUR");

        Assert.Equal(Orders.Total(order), Shop.Payment.Charged[order.OrderId].Amount.ToDecimal());
    }

    [Fact]
    public async Task The_receipt_names_each_line_with_its_unit_price()
    {
        var order = await BuyAsync("USD", ("TELESCOPE", 1), ("LAMP", 2));

        Assert.Equal(
            [("TELESCOPE", 1, 101.96m), ("LAMP", 2, 57.08m)],
            order.Items.Select(line => (line.Item.ProductId, line.Item.Quantity, line.Cost.ToDecimal())));
    }

    [Fact]
    public async Task The_order_is_shipped_to_the_address_it_was_asked_for()
    {
        await BuyAsync();

        Assert.Equal(Orders.By(User).Address, Assert.Single(Shop.Shipping.Shipped.Values).Address);
    }

    [Fact]
    public async Task The_cart_is_empty_afterwards()
    {
        await BuyAsync();

        Assert.Equal(0, Shop.Cart.LinesOf(User));
    }

    [Fact]
    public async Task A_cart_that_cannot_be_emptied_does_not_fail_the_order()
    {
        Shop.Cart.RemoveFails.Set(Grpc.Core.StatusCode.FailedPrecondition);

        var order = await BuyAsync();

        Assert.NotEmpty(order.ShippingTrackingId);
    }

    [Theory]
    [InlineData(Grpc.Core.StatusCode.OK, false)]
    [InlineData(Grpc.Core.StatusCode.FailedPrecondition, true)]
    public async Task The_answer_says_whether_the_cart_still_holds_what_was_ordered(Grpc.Core.StatusCode emptying, bool isKept)
    {
        if (emptying != Grpc.Core.StatusCode.OK)
            Shop.Cart.RemoveFails.Set(emptying);
        Shop.Cart.Put(User, ("TELESCOPE", 1));
        using var call = Checkout.PlaceOrderAsync(Orders.By(User));
        await call;

        Assert.Equal(isKept, CartNotEmptiedTrailer.IsIn(call.GetTrailers()));
    }

    [Fact]
    public async Task The_order_is_stored_as_confirmed_with_its_lines()
    {
        var order = await BuyAsync();

        Assert.Equal(3L, await QueryAsync<long>(
            $"SELECT count(*) FROM checkout.orders JOIN checkout.order_items USING (order_id) WHERE state = 'confirmed' AND order_id = '{order.OrderId}'"));
    }

    [Fact]
    public async Task Order_ids_are_uuids_that_sort_by_time()
    {
        var order = await BuyAsync();

        Assert.Equal(7, Guid.Parse(order.OrderId).Version);
    }

    [Fact]
    public async Task The_order_is_published_as_the_bare_message_without_a_key()
    {
        using var topic = OpenTopic();
        var order = await BuyAsync();

        var message = topic.Next();

        Assert.Equal((null, order), (message.Key, Oteldemo.OrderResult.Parser.ParseFrom(message.Value)));
    }

    [Fact]
    public async Task The_event_has_the_time_of_the_order()
    {
        using var topic = OpenTopic();
        await BuyAsync();

        var published = topic.Next().Timestamp.UtcDateTime;

        var confirmed = await QueryAsync<DateTime>("SELECT settled_at FROM checkout.orders");
        Assert.Equal(confirmed, published, TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public async Task The_receipt_names_the_products()
    {
        var order = await BuyAsync("USD", ("TELESCOPE", 1), ("LAMP", 2));

        Assert.Equal(["TELESCOPE by name", "LAMP by name"], order.Items.Select(line => line.ProductName));
    }

    [Fact]
    public async Task The_confirmation_is_mailed_to_the_shopper()
    {
        var order = await BuyAsync();

        var (mail, _) = await Shop.Email.NextAsync(Patience);

        Assert.Equal(("someone@example.com", order), (mail.Email, mail.Order));
    }

    [Fact]
    public async Task Delivered_messages_leave_the_outbox()
    {
        await BuyAsync();

        await Eventually.HoldsAsync(async () => await QueryAsync<long>("SELECT count(*) FROM checkout.outbox") == 0);
    }
}
