namespace OtelShop.EndToEnd.Tests;

/// <summary>Faults under load; tests/Faults.Tests has many more.</summary>
[Collection(ShopCollection.Name)]
public sealed class FaultTests(RunningShop shop)
{
    [Fact]
    public async Task Every_order_is_right_although_checkout_payment_and_broker_are_killed()
    {
        await using var run = await FaultRun.StartAsync(shop);

        foreach (var resource in new[] { "checkout", "payment", "kafka-process" })
            await shop.KillAndAwaitAsync(resource);

        Assert.Empty(await run.EndAsync());
    }
}
