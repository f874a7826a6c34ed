namespace OtelShop.EndToEnd.Tests.Scenarios;

/// <summary>What goes wrong with an order after it was paid for.</summary>
[Collection(ShopCollection.Name)]
public sealed class FulfilmentScenarios(RunningShop shop)
{
    private const string ShipOrder = "Name:eq:oteldemo.ShippingService/ShipOrder";
    private readonly Onlooker _onlooker = shop.Look();

    [Fact]
    public async Task IntlShippingSlowdown_delays_parcels_abroad_until_it_is_turned_off()
    {
        await using (await shop.Flags.TurnAsync("intlShippingSlowdown", "5sec"))
            await shop.TrafficUntilAsync(Traffic.OrderAbroadAsync, () => _onlooker.SeesSpanAsync("shipping", ShipOrder, "Duration:gte:5000"));
        var afterwards = await shop.RecoversAsync("shipping", "intlShippingSlowdown", Traffic.OrderAbroadAsync);

        Assert.Empty(await afterwards.SpansAsync("shipping", ShipOrder, "Duration:gte:5000"));
    }

    [Fact]
    public async Task KafkaQueueProblems_let_orders_queue_up_until_they_are_turned_off()
    {
        await using (await shop.Flags.TurnAsync("kafkaQueueProblems", "on"))
            await shop.TrafficUntilAsync(Traffic.OrderAsync, async () => await LagAsync() > 50);

        await Eventually.HoldsAsync("no more lag", async () => await LagAsync() == 0);
    }

    private async Task<double> LagAsync() =>
        (await _onlooker.MetricAsync("fraud-detection", "messaging.kafka.consumer.lag")).Values.Sum();
}
