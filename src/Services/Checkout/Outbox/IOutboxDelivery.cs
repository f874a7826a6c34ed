namespace OtelShop.Checkouts.Outbox;

/// <summary>Delivers the messages of one kind.</summary>
internal interface IOutboxDelivery
{
    static abstract string Kind { get; }

    /// <summary>Delivers the message, possibly repeatedly. An exception causes a retry.</summary>
    /// <exception cref="DeliveryRefusedException">The receiver rejects the message for good.</exception>
    Task DeliverAsync(OutboxMessage message, CancellationToken cancellationToken);
}
