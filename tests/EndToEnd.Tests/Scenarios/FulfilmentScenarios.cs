namespace OtelShop.EndToEnd.Tests.Scenarios;

/// <summary>What goes wrong with an order after it was paid for.</summary>
[Collection(ShopCollection.Name)]
public sealed class FulfilmentScenarios(RunningShop shop)
{
    private const string Slowdown = "EventName:eq:shipping.international.slowdown";
    private readonly Onlooker _onlooker = shop.Look();

    [Fact]
    public async Task IntlShippingSlowdown_delays_parcels_abroad_until_it_is_turned_off()
    {
        await using (await shop.Flags.TurnAsync("intlShippingSlowdown", "5sec"))
        {
            await shop.TrafficUntilAsync(
                Traffic.OrderAbroadAsync, () => _onlooker.SeesSpanAsync("shipping", "Name:eq:oteldemo.ShippingService/ShipOrder", "Duration:gte:5000"));
            Assert.NotNull(await _onlooker.LogAsync("shipping", Slowdown));
        }

        var afterwards = await shop.RecoversAsync("shipping", "intlShippingSlowdown", Traffic.OrderAbroadAsync);

        Assert.Empty(await afterwards.LogsAsync("shipping", Slowdown));
    }

    [Fact]
    public async Task KafkaQueueProblems_let_orders_queue_up_until_they_are_turned_off()
    {
        await using (await shop.Flags.TurnAsync("kafkaQueueProblems", "on"))
        {
            await shop.TakesEffectAsync("checkout", "kafkaQueueProblems", "on", Traffic.OrderAsync);
            await Eventually.HoldsAsync("a lag", async () => await LagAsync() > 50);
        }

        await Eventually.HoldsAsync("no more lag", async () => await LagAsync() == 0);

        Assert.NotNull(await _onlooker.LogAsync("checkout", "EventName:eq:checkout.queue_problems"));
        Assert.NotNull(await _onlooker.LogAsync("fraud-detection", "EventName:eq:fraud.queue_problems"));
    }

    [Fact]
    public async Task EmailMemoryLeak_keeps_mails_until_it_is_turned_off()
    {
        await using (await shop.Flags.TurnAsync("emailMemoryLeak", "1000x"))
            await shop.TrafficUntilAsync(Traffic.OrderAsync, async () => await RetainedAsync() > 0);
        await Eventually.HoldsAsync("an empty outbox", async () => await RetainedAsync() == 0);

        Assert.NotNull(await _onlooker.LogAsync("email", "EventName:eq:email.outbox_cleared"));
    }

    private async Task<double> LagAsync() => (await _onlooker.MetricAsync("fraud-detection", "messaging.kafka.consumer.lag", "messaging.destination.partition.id")).Values.Sum();

    private async Task<double> RetainedAsync() => (await _onlooker.MetricAsync("email", "demo.email.outbox.retained")).Values.Sum();
}
