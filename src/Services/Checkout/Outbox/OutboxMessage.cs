namespace OtelShop.Checkouts.Outbox;

/// <summary>A message about an order. The payload is an OrderResult in protobuf encoding.</summary>
internal sealed record OutboxMessage(long Id, Guid OrderId, string? Recipient, byte[] Payload, StoredTraceContext Trace, int Attempts);
