namespace OtelShop.Payments;

internal static partial class PaymentLog
{
    [LoggerMessage(1, LogLevel.Information,
        "Transaction {TransactionId} complete: {Amount} {Currency} from {CardType} ending {LastFourDigits}, loyalty level {LoyaltyLevel}")]
    public static partial void TransactionComplete(
        this ILogger logger, Guid transactionId, decimal amount, string currency, string cardType, string lastFourDigits, string loyaltyLevel);

    [LoggerMessage(2, LogLevel.Information, "Transaction {TransactionId} was charged before; its key was sent again")]
    public static partial void ChargeRepeated(this ILogger logger, Guid transactionId);

    [LoggerMessage(3, LogLevel.Warning, "Charge declined: {Reason}")]
    public static partial void ChargeDeclined(this ILogger logger, string reason);

    [LoggerMessage(4, LogLevel.Information, "Refund {RefundId} of {Amount} {Currency} given")]
    public static partial void Refunded(this ILogger logger, Guid refundId, decimal amount, string currency);

    [LoggerMessage(5, LogLevel.Warning, "Charge failed: invalid token, loyalty level {LoyaltyLevel}; paymentFailure is {Probability}", EventName = "payment.failure")]
    public static partial void ChargeFailsOnPurpose(this ILogger logger, string loyaltyLevel, double probability);
}
