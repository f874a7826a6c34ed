using Confluent.Kafka;
using Microsoft.Extensions.Options;
using OpenFeature;
using OtelShop.ServiceDefaults.Kafka;

namespace OtelShop.Checkouts.Outbox;

internal sealed class OrderEvent(
    IProducer<Null, byte[]> producer, IOptions<CheckoutOptions> options, IFeatureClient flags, ILogger<OrderEvent> logger) : IOutboxDelivery
{
    public static string Kind => "event";

    // Compat: the value is a plain OrderResult without a key, which upstream's consumers expect. Its time is that of the order, however late it is published.
    public async Task<TopicPartitionOffset?> DeliverAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        var published = new Message<Null, byte[]> { Value = message.Payload, Timestamp = new Timestamp(message.EventTime) };
        var result = await producer.ProduceTracedAsync(options.Value.Topic, published, cancellationToken);

        var copies = await flags.GetIntegerValueAsync("kafkaQueueProblems", 0, cancellationToken: cancellationToken);
        if (copies > 0)
            await CopyAsync(message.OrderId, published, Math.Min(copies, options.Value.MostExtraEvents), cancellationToken);
        return result.TopicPartitionOffset;
    }

    /// <summary>Compat: copies carry the headers of the first and have no spans, so their consumers share one trace.</summary>
    private async Task CopyAsync(Guid orderId, Message<Null, byte[]> published, int copies, CancellationToken cancellationToken)
    {
        CheckoutTelemetry.EventCopied(copies);
        try
        {
            await Task.WhenAll(Enumerable.Range(0, copies).Select(_ => producer.ProduceAsync(options.Value.Topic, published, cancellationToken)));
            logger.EventCopied(orderId, copies);
        }
        catch (KafkaException error)
        {
            // The event itself is published. A retry would publish the copies again.
            logger.EventNotCopied(error, orderId);
        }
    }
}
