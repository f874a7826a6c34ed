namespace OtelShop.Checkouts.Outbox;

/// <summary>A message about a confirmed order: written in the transaction that confirms the order, deleted once delivered.</summary>
internal sealed class OutboxRow
{
    public long Id { get; init; }

    public required Guid OrderId { get; init; }

    /// <summary>shipment or cart, after them event and email.</summary>
    public required string Kind { get; init; }

    /// <summary>The email address; of a cart the user id.</summary>
    public string? Recipient { get; init; }

    public required byte[] Payload { get; init; }

    /// <summary>When the order was confirmed.</summary>
    public DateTimeOffset EventTime { get; init; }

    public string? Traceparent { get; init; }

    public string? Tracestate { get; init; }

    public string? Baggage { get; init; }

    public int Attempts { get; init; }

    public DateTimeOffset DueAt { get; init; }
}
