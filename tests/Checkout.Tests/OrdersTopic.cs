using Confluent.Kafka;
using Oteldemo;

namespace OtelShop.Checkout.Tests;

/// <summary>Reads a topic from its beginning, as a consumer of upstream would.</summary>
internal sealed class OrdersTopic : IDisposable
{
    // As many as KafkaDev gives a topic that appears when it is first named.
    private const int Partitions = 4;
    private readonly IConsumer<byte[]?, byte[]> _consumer;

    public OrdersTopic(string bootstrapServers, string topic)
    {
        _consumer = new ConsumerBuilder<byte[]?, byte[]>(new ConsumerConfig
        {
            BootstrapServers = bootstrapServers,
            GroupId = topic,
            FetchWaitMaxMs = 20,
            AllowAutoCreateTopics = true,
        }).Build();
        _consumer.Assign(Enumerable.Range(0, Partitions).Select(partition => new TopicPartitionOffset(topic, partition, Offset.Beginning)));
    }

    public Message<byte[]?, byte[]> Next()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return _consumer.Consume(limit.Token).Message;
    }

    public OrderResult NextOrder() => OrderResult.Parser.ParseFrom(Next().Value);

    public void Dispose() => _consumer.Dispose();
}
