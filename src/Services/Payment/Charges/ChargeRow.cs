namespace OtelShop.Payments.Charges;

/// <summary>A charge, or an idempotency key that was given up before its charge arrived: such a row has no amount and no card.</summary>
internal sealed class ChargeRow
{
    public required Guid TransactionId { get; init; }

    public string? IdempotencyKey { get; init; }

    public required ChargeState State { get; init; }

    public string? CurrencyCode { get; init; }

    public long? AmountUnits { get; init; }

    public int? AmountNanos { get; init; }

    /// <summary>Zero for a voided key.</summary>
    public decimal Amount => (AmountUnits ?? 0) + ((AmountNanos ?? 0) / 1e9m);

    public string? CardBrand { get; init; }

    public string? CardLastFour { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public Guid? RefundId { get; init; }

    public DateTimeOffset? RefundedAt { get; init; }
}
