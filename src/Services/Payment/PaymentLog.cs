namespace OtelShop.Payments;

internal static partial class PaymentLog
{
    [LoggerMessage(1, LogLevel.Information,
        "Transaction {demo.payment.transaction.id} complete: {demo.payment.amount} {demo.payment.currency} from {demo.payment.card_type} {demo.payment.card_number}, loyalty level {demo.user_context.loyalty_level}",
        EventName = "payment.transaction.completed")]
    public static partial void TransactionComplete(
        this ILogger logger, [TagName("demo.payment.transaction.id")] Guid transactionId, [TagName("demo.payment.amount")] string amount,
        [TagName("demo.payment.currency")] string currency, [TagName("demo.payment.card_type")] string cardType,
        [TagName("demo.payment.card_number")] string maskedNumber, [TagName("demo.user_context.loyalty_level")] string loyaltyLevel);

    [LoggerMessage(2, LogLevel.Information,
        "Transaction {demo.payment.transaction.id} was charged before; its key was sent again",
        EventName = "payment.transaction.repeated")]
    public static partial void ChargeRepeated(this ILogger logger, [TagName("demo.payment.transaction.id")] Guid transactionId);

    [LoggerMessage(3, LogLevel.Warning, "Charge declined: {demo.payment.decline.reason}", EventName = "payment.charge.declined")]
    public static partial void ChargeDeclined(this ILogger logger, [TagName("demo.payment.decline.reason")] string reason);

    [LoggerMessage(4, LogLevel.Information,
        "Refund {demo.payment.refund.id} of {demo.payment.amount} {demo.payment.currency} given",
        EventName = "payment.refund.completed")]
    public static partial void Refunded(
        this ILogger logger, [TagName("demo.payment.refund.id")] Guid refundId, [TagName("demo.payment.amount")] string amount,
        [TagName("demo.payment.currency")] string currency);

    [LoggerMessage(5, LogLevel.Warning,
        "Charge failed: invalid token, loyalty level {demo.user_context.loyalty_level}; paymentFailure is {demo.payment.failure.probability}",
        EventName = "payment.charge.failed")]
    public static partial void ChargeFailsOnPurpose(
        this ILogger logger, [TagName("demo.user_context.loyalty_level")] string loyaltyLevel,
        [TagName("demo.payment.failure.probability")] double probability);
}
