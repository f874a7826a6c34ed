namespace OtelShop.Payments.Charges;

/// <summary>A refund of a stated amount. The refund of all that is left is in the row of its charge.</summary>
internal sealed class PartialRefundRow
{
    public required Guid RefundId { get; init; }

    public required Guid TransactionId { get; init; }

    /// <summary>Makes the refund happen once; null when the caller gave none.</summary>
    public string? RequestKey { get; init; }

    /// <summary>In the currency of the charge.</summary>
    public required decimal Amount { get; init; }

    public required DateTimeOffset RefundedAt { get; init; }
}
