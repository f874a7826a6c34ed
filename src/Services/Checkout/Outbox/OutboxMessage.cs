namespace OtelShop.Checkouts.Outbox;

/// <summary>A message about an order, which was confirmed at the event time. The payload is an OrderResult in protobuf encoding.</summary>
internal sealed record OutboxMessage(
    long Id, Guid OrderId, string? Recipient, byte[] Payload, DateTimeOffset EventTime, StoredTraceContext Trace, int Attempts);
