using Oteldemo;

namespace OtelShop.Payments.Charges;

internal sealed record Refund(Guid RefundId, Money Amount);

/// <summary>A refund to be made of the charge with this id or this key. Without an amount it is all that is left.</summary>
internal sealed record RefundOrder(Guid? TransactionId, string? IdempotencyKey, Money? Amount, string? RequestKey)
{
    /// <summary>Chosen once, so that a retry after a lost answer recognizes its own row.</summary>
    public Guid RefundId { get; } = Guid.NewGuid();
}
