using OtelShop.Testing.Services;

namespace OtelShop.Checkout.Tests;

public sealed class OrderRetentionTests(Backing backing) : CheckoutTest(backing)
{
    [Fact]
    public async Task Orders_are_deleted_after_30_days()
    {
        await AgeAsync((await BuyAsync()).OrderId, days: 31);
        var kept = await BuyAsync();
        await AgeAsync(kept.OrderId, days: 29);

        await RestartAsync();

        await Eventually.HoldsAsync(async () => await QueryAsync<long>("SELECT count(*) FROM checkout.orders") == 1);
        Assert.Equal((kept.OrderId, 3L), (await QueryAsync<string>("SELECT order_id::text FROM checkout.orders"), await QueryAsync<long>("SELECT count(*) FROM checkout.order_items")));
    }

    [Fact]
    public async Task An_old_order_that_is_not_finished_is_kept()
    {
        var (undelivered, unrefunded, old) = (await BuyAsync(), await BuyAsync(), await BuyAsync());
        foreach (var order in new[] { undelivered, unrefunded, old })
            await AgeAsync(order.OrderId, days: 31);
        await ExecuteAsync($"INSERT INTO checkout.outbox (order_id, kind, payload, due_at) VALUES ('{undelivered.OrderId}', 'event', '', now() + interval '1 day')");
        await ExecuteAsync($"UPDATE checkout.orders SET state = 'unrefunded' WHERE order_id = '{unrefunded.OrderId}'");

        await RestartAsync();

        await Eventually.HoldsAsync(async () => await QueryAsync<long>($"SELECT count(*) FROM checkout.orders WHERE order_id = '{old.OrderId}'") == 0);
        Assert.Equal(2, await QueryAsync<long>("SELECT count(*) FROM checkout.orders"));
    }

    private Task AgeAsync(string orderId, int days) => ExecuteAsync(
        $"UPDATE checkout.orders SET settled_at = settled_at - interval '{days} days' WHERE order_id = '{orderId}'");

    private async Task RestartAsync()
    {
        await Eventually.HoldsAsync(async () => await QueryAsync<long>("SELECT count(*) FROM checkout.outbox WHERE due_at < now() + interval '1 hour'") == 0);
        await StopAsync();
        Start();
    }
}
