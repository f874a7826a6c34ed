namespace OtelShop.Payments.Charges;

/// <summary>What the idempotency key of a charge turned out to stand for.</summary>
internal sealed record RecordedCharge(Guid TransactionId, ChargeState State, bool IsSameCharge);
