using Grpc.Core;
using OtelShop.ServiceDefaults.Rpc;
using OtelShop.Testing.Services;

namespace OtelShop.Checkout.Tests;

public sealed class ConcurrentOrdersTests(Backing backing) : CheckoutTest(backing)
{
    [Fact]
    public async Task Many_shoppers_at_once_are_each_charged_for_their_own_order()
    {
        var orders = await Concurrently.CallAsync(async number =>
        {
            Shop.Cart.Put($"{User}-{number}", ("LAMP", 1 + (number % 9)));
            return (await Checkout.PlaceOrderAsync(Orders.By($"{User}-{number}"))).Order;
        });

        Assert.All(orders, (order, number) => Assert.Equal(1 + (number % 9), Assert.Single(order.Items).Item.Quantity));
        Assert.All(orders, order => Assert.Equal(Orders.Total(order), Shop.Payment.Charged[order.OrderId].Amount.ToDecimal()));
    }

    [Fact]
    public async Task Requests_beyond_the_limit_are_refused_before_anything_is_stored()
    {
        await StopAsync();
        Start(maximumConcurrentOrders: 1);
        var (charging, charged) = (new TaskCompletionSource(), new TaskCompletionSource());
        Shop.Payment.WhileCharging = _ =>
        {
            charging.SetResult();
            return charged.Task;
        };
        var placing = BuyAsync();
        await charging.Task;

        var refusal = await RefusedAsync(Orders.By($"{User}-2"));
        charged.SetResult();
        await placing;

        Assert.Equal((StatusCode.Unavailable, OrderFailureReasons.NotPlaced, 1L), (refusal.StatusCode, refusal.Reason(), await QueryAsync<long>("SELECT count(*) FROM checkout.orders")));
    }
}
