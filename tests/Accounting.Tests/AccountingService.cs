using Confluent.Kafka;
using Google.Protobuf;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Oteldemo;
using OtelShop.Accountings;

namespace OtelShop.Accounting.Tests;

/// <summary>The service as Program.cs makes it.</summary>
internal sealed class AccountingService(string kafka, Books books, int maximumAttempts = 10) : WebApplicationFactory<OrderLedger>
{
    public async Task<OrderRow> WaitForAsync(string orderId)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await timer.WaitForNextTickAsync(timeout.Token))
            if (await books.FindAsync(orderId) is { } order)
                return order;
        throw new TimeoutException($"Order {orderId} did not arrive.");
    }

    public async Task PublishAsync(OrderResult order)
    {
        using var producer = new ProducerBuilder<string, byte[]>(new ProducerConfig { BootstrapServers = kafka }).Build();
        await producer.ProduceAsync("orders", new Message<string, byte[]> { Key = order.OrderId, Value = order.ToByteArray() });
    }

    public Message<byte[], byte[]> ReadDeadLetter()
    {
        using var consumer = new ConsumerBuilder<byte[], byte[]>(new ConsumerConfig { BootstrapServers = kafka, GroupId = "test" }).Build();
        consumer.Assign(Enumerable.Range(0, 4).Select(partition => new TopicPartitionOffset("orders.dead-letter", partition, Offset.Beginning)));
        return consumer.Consume(TimeSpan.FromSeconds(30))?.Message ?? throw new TimeoutException("No dead letter arrived.");
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder) => builder
        .UseSetting("ConnectionStrings:kafka", kafka)
        .UseSetting("Kafka:Consumer:MaximumAttempts", $"{maximumAttempts}")
        .UseSetting("Kafka:Consumer:LongestDelay", "00:00:00.200")
        .UseSetting("ConnectionStrings:accounting", books.ConnectionString);
}
