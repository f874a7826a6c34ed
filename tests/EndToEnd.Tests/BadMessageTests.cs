using Aspire.Hosting.Testing;
using Confluent.Kafka;
using Google.Protobuf;
using Oteldemo;

namespace OtelShop.EndToEnd.Tests;

/// <summary>Messages on the topic of orders that no consumer can handle.</summary>
[Collection(ShopCollection.Name)]
public sealed class BadMessageTests(RunningShop shop)
{
    private readonly TelemetryView _telemetry = shop.ObserveTelemetry();

    [Fact]
    public async Task Each_consumer_puts_a_message_aside_that_is_no_order()
    {
        await PublishAsync("no order"u8.ToArray());

        foreach (var consumer in (string[])["accounting", "fraud-detection"])
            await _telemetry.LogAsync(consumer, log => log.EventName == "kafka.message.dead_lettered" && log.Attributes["demo.dead_letter.topic"].StartsWith("orders", StringComparison.Ordinal));
        await _telemetry.LogAsync("recommendation", log => log.EventName == "kafka.message.skipped");
    }

    [Fact]
    public async Task An_order_that_the_database_refuses_does_not_stop_the_next()
    {
        var order = await OrderAsync();
        // PostgreSQL stores no NUL characters.
        order.OrderId = "0\0" + order.OrderId;
        await PublishAsync(order.ToByteArray());
        var next = await OrderAsync();

        await _telemetry.LogAsync("accounting", log => log.EventName == "accounting.order.parsing_failed" && log.Attributes["demo.order.id"] == order.OrderId);
        await Eventually.GetAsync("the next order in accounting", () => shop.QueryAsync("accounting-database", "SELECT order_id FROM accounting.\"order\" WHERE order_id = $1", next.OrderId));
    }

    private async Task<OrderResult> OrderAsync()
    {
        var placed = await new Shopper(shop.Storefront).BuyAsync("USD", ("LS4PSXUNUM", 1));
        using var orders = await OrdersTopic.OpenAsync(shop);
        return await orders.FindAsync((string)placed["orderId"]!);
    }

    private async Task PublishAsync(byte[] message)
    {
        using var producer = new ProducerBuilder<Null, byte[]>(new ProducerConfig { BootstrapServers = await shop.Application.GetConnectionStringAsync("kafka") }).Build();
        await producer.ProduceAsync("orders", new Message<Null, byte[]> { Value = message });
    }
}
