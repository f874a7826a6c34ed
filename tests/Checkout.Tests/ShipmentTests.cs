using Grpc.Core;
using OtelShop.Testing.Services;

namespace OtelShop.Checkout.Tests;

/// <summary>From the confirmation on, an order only goes forward.</summary>
public sealed class ShipmentTests(Backing backing) : CheckoutTest(backing)
{
    [Fact]
    public async Task An_order_stands_while_shipping_is_unavailable()
    {
        Shop.Shipping.ShipFails.Set(StatusCode.Unavailable);

        var order = await BuyAsync();

        Assert.Equal(("", 0), (order.ShippingTrackingId, Shop.Payment.Refunded.Count));
        Assert.Equal("confirmed", await QueryAsync<string>("SELECT state FROM checkout.orders"));
    }

    [Fact]
    public async Task An_order_is_shipped_once_shipping_is_back()
    {
        Shop.Shipping.ShipFails.Set(StatusCode.Unavailable, times: 2);

        var order = await BuyAsync();

        var (mail, _) = await Shop.Email.NextAsync(Patience);
        Assert.Equal((order.OrderId, $"parcel of {order.OrderId}"), (mail.Order.OrderId, mail.Order.ShippingTrackingId));
    }

    [Fact]
    public async Task An_order_that_is_not_shipped_yet_is_neither_published_nor_mailed()
    {
        Shop.Shipping.ShipFails.Set(StatusCode.Unavailable);

        await BuyAsync();

        Assert.Equal("shipment", await QueryAsync<string>("SELECT string_agg(kind, ',') FROM checkout.outbox WHERE kind <> 'cart'"));
    }

    [Fact]
    public async Task An_order_whose_process_died_before_the_shipment_is_shipped_by_the_next()
    {
        Shop.Shipping.ShipFails.Set(StatusCode.Unavailable);
        var order = await BuyAsync();
        await StopAsync();
        Shop.Shipping.ShipFails.Clear();

        Start();

        Assert.Equal(order.OrderId, (await Shop.Email.NextAsync(Patience)).Request.Order.OrderId);
    }

    [Fact]
    public async Task A_shipment_whose_answer_was_lost_is_one_parcel()
    {
        Shop.Shipping.ShipAnswerLost.Set(StatusCode.Unavailable, times: 1);

        var order = await BuyAsync();
        await Shop.Email.NextAsync(Patience);

        Assert.Equal(order.OrderId, Assert.Single(Shop.Shipping.Shipped).Key);
    }

    [Fact]
    public async Task A_shipment_that_takes_long_does_not_mail_twice()
    {
        var (shipping, slow) = (new TaskCompletionSource(), 1);
        Shop.Shipping.WhileShipping = () => Interlocked.Exchange(ref slow, 0) == 1 ? shipping.Task : Task.CompletedTask;
        var placing = BuyAsync();
        await Shop.Email.NextAsync(Patience);

        shipping.SetResult();
        await placing;
        await Eventually.HoldsAsync(async () => await QueryAsync<long>("SELECT count(*) FROM checkout.outbox") == 0);

        Assert.Equal(0, Shop.Email.SentSoFar);
    }

    [Fact]
    public async Task Products_added_while_the_order_is_placed_stay_in_the_cart()
    {
        Shop.Payment.WhileCharging = _ =>
        {
            Shop.Cart.Put(User, ("TELESCOPE", 1), ("LAMP", 5));
            return Task.CompletedTask;
        };

        await BuyAsync("USD", ("TELESCOPE", 1), ("LAMP", 2));

        Assert.Equal(1, Shop.Cart.LinesOf(User));
    }

    [Fact]
    public async Task A_cart_that_is_unavailable_is_emptied_later()
    {
        Shop.Cart.RemoveFails.Set(StatusCode.Unavailable, times: 2);

        await BuyAsync();

        await Eventually.HoldsAsync(() => Task.FromResult(Shop.Cart.LinesOf(User) == 0));
    }

    [Fact]
    public async Task A_cart_service_that_can_only_empty_carts_is_asked_to_do_so()
    {
        Shop.Cart.RemoveFails.Set(StatusCode.Unimplemented);

        await BuyAsync();

        Assert.Equal(0, Shop.Cart.LinesOf(User));
    }
}
