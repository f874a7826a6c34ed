namespace OtelShop.Checkouts.Outbox;

/// <summary>Delivers the messages of one kind.</summary>
internal interface IOutboxDelivery
{
    static abstract string Kind { get; }

    /// <summary>Delivers the message, perhaps for a second time. Throws when it should be tried again.</summary>
    /// <exception cref="DeliveryRefusedException">It will never be taken.</exception>
    Task DeliverAsync(OutboxMessage message, CancellationToken cancellationToken);
}
