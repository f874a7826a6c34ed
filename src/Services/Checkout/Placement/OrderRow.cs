namespace OtelShop.Checkouts.Placement;

/// <summary>
/// An order: pending -> confirmed, or pending -> refunding -> refunded; unrefunded where payment cannot refund. The row exists before the card is
/// charged, so that every charge has an order that says what to do about it.
/// </summary>
internal sealed class OrderRow
{
    public required Guid OrderId { get; init; }

    public required string UserId { get; init; }

    public required string State { get; init; }

    /// <summary>The caller's idempotency key. Null after a refund, so that the caller may try again.</summary>
    public string? RequestKey { get; init; }

    /// <summary>The <see cref="Placement.RequestFingerprint"/> of the request. Null in orders of earlier schemas.</summary>
    public byte[]? RequestFingerprint { get; init; }

    /// <summary>The version of the cart that is ordered. Null after a refund, and for a cart without versions.</summary>
    public long? CartVersion { get; init; }

    /// <summary>The <see cref="ProcessLease"/> of the process that places the order.</summary>
    public long? ProcessLease { get; init; }

    /// <summary>The answer to the caller, an OrderResult in protobuf encoding, once the order is confirmed.</summary>
    public byte[]? Result { get; init; }

    /// <summary>Failed refunds.</summary>
    public int RefundAttempts { get; init; }

    public DateTimeOffset RefundDueAt { get; init; }

    public required string CurrencyCode { get; init; }

    public required decimal ShippingAmount { get; init; }

    public required decimal TotalAmount { get; init; }

    public string? TransactionId { get; init; }

    public string? TrackingId { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? SettledAt { get; init; }
}
