using Aspire.Hosting.Testing;
using Confluent.Kafka;
using Google.Protobuf;
using Oteldemo;

namespace OtelShop.EndToEnd.Tests;

/// <summary>A consumer of its own on the topic "orders", from the first message on.</summary>
internal sealed class OrdersTopic : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly IConsumer<Ignore, byte[]> _consumer;

    private OrdersTopic(string bootstrapServers)
    {
        _consumer = new ConsumerBuilder<Ignore, byte[]>(new ConsumerConfig
        {
            BootstrapServers = bootstrapServers,
            GroupId = $"end-to-end-{Guid.NewGuid()}",
            AutoOffsetReset = AutoOffsetReset.Earliest,
        }).Build();
        _consumer.Subscribe("orders");
    }

    public static async Task<OrdersTopic> OpenAsync(RunningShop shop) =>
        new(await shop.Application.GetConnectionStringAsync("kafka") ?? throw new InvalidOperationException("Kafka has no address."));

    /// <summary>Reads on until the order is found.</summary>
    public Task<OrderResult> FindAsync(string orderId) => Task.Run(() =>
    {
        using var giveUp = new CancellationTokenSource(Patience);
        while (true)
        {
            if (Read(_consumer.Consume(giveUp.Token).Message.Value) is { } order && order.OrderId == orderId)
                return order;
        }
    });

    // Other tests publish what is no order.
    private static OrderResult? Read(byte[] message)
    {
        try
        {
            return OrderResult.Parser.ParseFrom(message);
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        _consumer.Close();
        _consumer.Dispose();
    }
}
