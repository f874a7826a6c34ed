namespace OtelShop.Checkouts.Placement;

/// <summary>
/// An order: pending -> confirmed, or pending -> refunding -> refunded. The row exists before the card is charged, so that every charge has an
/// order that says what to do about it.
/// </summary>
internal sealed class OrderRow
{
    public required Guid OrderId { get; init; }

    public required string UserId { get; init; }

    public required string State { get; init; }

    public required string CurrencyCode { get; init; }

    public required decimal ShippingAmount { get; init; }

    public required decimal TotalAmount { get; init; }

    public string? TransactionId { get; init; }

    public string? TrackingId { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? SettledAt { get; init; }
}
