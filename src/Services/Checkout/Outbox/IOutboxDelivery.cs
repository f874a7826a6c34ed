using Confluent.Kafka;

namespace OtelShop.Checkouts.Outbox;

/// <summary>Delivers the messages of one kind.</summary>
internal interface IOutboxDelivery
{
    static abstract string Kind { get; }

    /// <summary>Delivers the message, possibly repeatedly. An exception causes a retry.</summary>
    /// <returns>Where a broker keeps the message, which may lose it; null when the receiver keeps it itself.</returns>
    /// <exception cref="DeliveryRefusedException">The receiver rejects the message for good.</exception>
    Task<TopicPartitionOffset?> DeliverAsync(OutboxMessage message, CancellationToken cancellationToken);
}
