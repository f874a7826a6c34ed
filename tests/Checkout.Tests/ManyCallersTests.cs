using System.Collections.Concurrent;
using OtelShop.Testing.Services;

namespace OtelShop.Checkout.Tests;

public sealed class ManyCallersTests(Backing backing) : CheckoutTest(backing)
{
    [Fact]
    public async Task Thirty_two_callers_at_once_buy_from_two_replicas_and_each_order_is_confirmed_and_mailed_once()
    {
        Start();
        var orders = new ConcurrentBag<string>();

        await ManyCallers.CallAsync(async number =>
        {
            var user = $"{User}-{number}";
            Shop.Cart.Put(user, ("LAMP", 1), ("BOOK", 2));
            orders.Add((await Checkout.PlaceOrderAsync(Orders.By(user))).Order.OrderId);
        });
        await Eventually.HoldsAsync(async () => await QueryAsync<long>("SELECT count(*) FROM checkout.outbox") == 0);

        Assert.Equal(ManyCallers.Calls, orders.Distinct().Count());
        Assert.Equal(ManyCallers.Calls, await QueryAsync<long>("SELECT count(*) FROM checkout.orders WHERE state = 'confirmed'"));
        Assert.Equal(2 * ManyCallers.Calls, await QueryAsync<long>("SELECT count(*) FROM checkout.order_items"));
        Assert.Equal((ManyCallers.Calls, ManyCallers.Calls), (Shop.Payment.Charged.Count, Shop.Email.SentSoFar));
    }
}
