namespace OtelShop.EndToEnd.Tests.Scenarios;

/// <summary>What goes wrong with an order after it was paid for.</summary>
[Collection(ShopCollection.Name)]
public sealed class FulfilmentScenarios(RunningShop shop)
{
    private const string Slowdown = "shipping.international.slowdown";
    private readonly TelemetryView _telemetry = shop.ObserveTelemetry();

    [Fact]
    public async Task IntlShippingSlowdown_delays_parcels_abroad_until_it_is_turned_off()
    {
        await using (await shop.Flags.TurnAsync("intlShippingSlowdown", "5sec"))
        {
            await shop.TrafficUntilAsync(
                Traffic.OrderAbroadAsync,
                () => _telemetry.HasSpan("shipping", span => span.Name == "oteldemo.ShippingService/ShipOrder" && span.Duration >= TimeSpan.FromSeconds(5)));
            Assert.NotNull(await _telemetry.LogAsync("shipping", log => log.EventName == Slowdown));
        }

        var afterwards = await shop.RecoversAsync("shipping", "intlShippingSlowdown", Traffic.OrderAbroadAsync);

        Assert.Empty(afterwards.Logs("shipping", log => log.EventName == Slowdown));
    }

    [Fact]
    public async Task KafkaQueueProblems_let_orders_queue_up_until_they_are_turned_off()
    {
        await using (await shop.Flags.TurnAsync("kafkaQueueProblems", "on"))
        {
            await shop.TakesEffectAsync("checkout", "kafkaQueueProblems", "on", Traffic.OrderAsync);
            await Eventually.HoldsAsync("a lag", () => Task.FromResult(Lag > 50));
        }

        await Eventually.HoldsAsync("no more lag", () => Task.FromResult(Lag == 0));

        Assert.NotNull(await _telemetry.LogAsync("checkout", log => log.EventName == "checkout.order_event.copied"));
        Assert.NotNull(await _telemetry.LogAsync("fraud-detection", log => log.EventName == "fraud.order.delayed"));
    }

    [Fact]
    public async Task EmailMemoryLeak_keeps_mails_until_it_is_turned_off()
    {
        await using (await shop.Flags.TurnAsync("emailMemoryLeak", "1000x"))
            await shop.TrafficUntilAsync(Traffic.OrderAsync, () => Retained > 0 && _telemetry.Logs("email", log => log.EventName == "email.outbox.filled").Count > 0);
        await Eventually.HoldsAsync("an empty outbox", () => Task.FromResult(Retained == 0));

        Assert.NotNull(await _telemetry.LogAsync("email", log => log.EventName == "email.outbox.cleared"));
    }

    private double? Lag => _telemetry.Metric("fraud-detection", "messaging.kafka.consumer.lag");

    private double? Retained => _telemetry.Metric("email", "demo.email.outbox.retained");
}
