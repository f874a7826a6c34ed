namespace OtelShop.Payments.Charges;

internal enum ChargeState
{
    Charged,
    Refunded,

    /// <summary>A refund was asked for before the charge arrived; the charge will not be made.</summary>
    Voided,
}
