namespace OtelShop.Checkouts;

internal static partial class CheckoutLog
{
    [LoggerMessage(1, LogLevel.Information, "[PlaceOrder] user {UserId}, currency {UserCurrency}")]
    public static partial void OrderAsked(this ILogger logger, string userId, string userCurrency);

    [LoggerMessage(2, LogLevel.Information, "Payment of order {OrderId} went through, transaction {TransactionId}")]
    public static partial void PaymentWentThrough(this ILogger logger, Guid orderId, string transactionId);

    [LoggerMessage(3, LogLevel.Information,
        "Order {OrderId} placed: {Amount} {Currency} with shipping {ShippingAmount}, {ItemsCount} lines, tracking id {TrackingId}")]
    public static partial void OrderPlaced(
        this ILogger logger, string orderId, decimal amount, string currency, decimal shippingAmount, int itemsCount, string trackingId);

    [LoggerMessage(4, LogLevel.Warning, "Cart of user {UserId} could not be emptied after the order")]
    public static partial void CartNotEmptied(this ILogger logger, Exception error, string userId);

    [LoggerMessage(17, LogLevel.Warning, "Order {OrderId} could not be shipped yet and will be retried")]
    public static partial void NotShipped(this ILogger logger, Exception error, string orderId);

    [LoggerMessage(24, LogLevel.Warning, "The shipment of order {OrderId} could not be recorded; the outbox ships it again with the same key")]
    public static partial void ShipmentNotRecorded(this ILogger logger, Exception error, string orderId);

    [LoggerMessage(18, LogLevel.Information, "The request repeats order {OrderId}")]
    public static partial void OrderRepeated(this ILogger logger, string orderId);

    [LoggerMessage(19, LogLevel.Error, "Order {OrderId} cannot be refunded by the payment service: refund its charge by hand", EventName = "checkout.unrefunded")]
    public static partial void RefundNotOffered(this ILogger logger, Guid orderId);

    [LoggerMessage(5, LogLevel.Warning, "Order {OrderId} failed after the charge began; the charge is refunded")]
    public static partial void OrderUndone(this ILogger logger, Exception error, Guid orderId);

    [LoggerMessage(6, LogLevel.Information, "Order {OrderId} is refunded")]
    public static partial void ChargeGivenBack(this ILogger logger, Guid orderId);

    [LoggerMessage(7, LogLevel.Error, "Charge of order {OrderId} could not be refunded and will be retried")]
    public static partial void ChargeNotGivenBack(this ILogger logger, Exception error, Guid orderId);

    [LoggerMessage(23, LogLevel.Error, "It is not known whether order {OrderId} is confirmed; this is found out once the database is back")]
    public static partial void OrderUndecided(this ILogger logger, Exception error, Guid orderId);

    [LoggerMessage(8, LogLevel.Warning, "Declined order {OrderId} could not be deleted; recovery deletes it")]
    public static partial void OrderNotDiscarded(this ILogger logger, Exception error, Guid orderId);

    [LoggerMessage(9, LogLevel.Warning, "{Count} abandoned orders are refunded")]
    public static partial void AbandonedOrdersFound(this ILogger logger, int count);

    [LoggerMessage(10, LogLevel.Error, "Querying abandoned orders failed and will be retried")]
    public static partial void RecoveryFailed(this ILogger logger, Exception error);

    [LoggerMessage(11, LogLevel.Error, "Reading the outbox of kind {Kind} failed and will be retried")]
    public static partial void OutboxUnreadable(this ILogger logger, Exception error, string kind);

    [LoggerMessage(12, LogLevel.Warning, "Message of kind {Kind} of order {OrderId} was not delivered at attempt {Attempt} and will be retried")]
    public static partial void NotDelivered(this ILogger logger, Exception error, string kind, Guid orderId, int attempt);

    [LoggerMessage(13, LogLevel.Error, "Message of kind {Kind} of order {OrderId} was rejected and is dropped")]
    public static partial void DeliveryRefused(this ILogger logger, Exception error, string kind, Guid orderId);

    [LoggerMessage(14, LogLevel.Warning, "Confirming order {OrderId} failed at attempt {Attempt}")]
    public static partial void NotConfirmed(this ILogger logger, Exception error, Guid orderId, int attempt);

    [LoggerMessage(15, LogLevel.Warning, "kafkaQueueProblems published the event of order {OrderId} {Copies} more times", EventName = "checkout.queue_problems")]
    public static partial void EventCopied(this ILogger logger, Guid orderId, int copies);

    [LoggerMessage(20, LogLevel.Warning, "The broker lost {Count} order events, which are published again")]
    public static partial void EventsLost(this ILogger logger, int count);

    [LoggerMessage(21, LogLevel.Debug, "The log of the broker could not be compared with the published events; it is compared again")]
    public static partial void LogUnreadable(this ILogger logger, Exception error);

    [LoggerMessage(22, LogLevel.Debug, "The session that shows this process alive ended and is opened again")]
    public static partial void LeaseLost(this ILogger logger, Exception error);

    [LoggerMessage(16, LogLevel.Warning, "Not all copies of the event of order {OrderId} were published")]
    public static partial void EventNotCopied(this ILogger logger, Exception error, Guid orderId);
}
