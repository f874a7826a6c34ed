namespace OtelShop.Checkouts;

internal static partial class CheckoutLog
{
    [LoggerMessage(1, LogLevel.Information,
        "[PlaceOrder] user {user.id}, currency {demo.user_context.selected_currency}",
        EventName = "checkout.order.requested")]
    public static partial void OrderAsked(
        this ILogger logger, [TagName("user.id")] string userId, [TagName("demo.user_context.selected_currency")] string currency);

    [LoggerMessage(2, LogLevel.Information,
        "Payment of order {demo.order.id} went through, transaction {demo.payment.transaction.id}",
        EventName = "checkout.payment.completed")]
    public static partial void PaymentWentThrough(
        this ILogger logger, [TagName("demo.order.id")] Guid orderId, [TagName("demo.payment.transaction.id")] string transactionId);

    [LoggerMessage(3, LogLevel.Information,
        "Order {demo.order.id} placed: {demo.order.amount:0.00} {demo.user_context.selected_currency} with shipping {demo.shipping.amount:0.00} {demo.user_context.selected_currency}, lines: {demo.order.items.count}, tracking id {demo.shipping.tracking.id}",
        EventName = "checkout.order.placed")]
    public static partial void OrderPlaced(
        this ILogger logger, [TagName("demo.order.id")] string orderId, [TagName("demo.order.amount")] double amount,
        [TagName("demo.user_context.selected_currency")] string currency, [TagName("demo.shipping.amount")] double shippingAmount,
        [TagName("demo.order.items.count")] int lines, [TagName("demo.shipping.tracking.id")] string trackingId);

    [LoggerMessage(4, LogLevel.Warning, "Cart of user {user.id} could not be emptied after the order", EventName = "checkout.cart.empty_failed")]
    public static partial void CartNotEmptied(this ILogger logger, Exception error, [TagName("user.id")] string userId);

    [LoggerMessage(17, LogLevel.Warning, "Order {demo.order.id} could not be shipped yet and will be retried", EventName = "checkout.shipment.failed")]
    public static partial void NotShipped(this ILogger logger, Exception error, [TagName("demo.order.id")] string orderId);

    [LoggerMessage(24, LogLevel.Warning,
        "The shipment of order {demo.order.id} could not be recorded; the outbox ships it again with the same key",
        EventName = "checkout.shipment.recording_failed")]
    public static partial void ShipmentNotRecorded(this ILogger logger, Exception error, [TagName("demo.order.id")] string orderId);

    [LoggerMessage(18, LogLevel.Information, "The request repeats order {demo.order.id}", EventName = "checkout.order.repeated")]
    public static partial void OrderRepeated(this ILogger logger, [TagName("demo.order.id")] string orderId);

    [LoggerMessage(19, LogLevel.Error,
        "Order {demo.order.id} cannot be refunded by the payment service: refund its charge by hand",
        EventName = "checkout.charge.unrefundable")]
    public static partial void RefundNotOffered(this ILogger logger, [TagName("demo.order.id")] Guid orderId);

    [LoggerMessage(5, LogLevel.Warning, "Order {demo.order.id} failed after the charge began; the charge is refunded", EventName = "checkout.order.failed")]
    public static partial void OrderUndone(this ILogger logger, Exception error, [TagName("demo.order.id")] Guid orderId);

    [LoggerMessage(6, LogLevel.Information, "Order {demo.order.id} is refunded", EventName = "checkout.charge.refunded")]
    public static partial void ChargeRefunded(this ILogger logger, [TagName("demo.order.id")] Guid orderId);

    [LoggerMessage(7, LogLevel.Error, "Charge of order {demo.order.id} could not be refunded and will be retried", EventName = "checkout.charge.refund_failed")]
    public static partial void ChargeNotRefunded(this ILogger logger, Exception error, [TagName("demo.order.id")] Guid orderId);

    [LoggerMessage(23, LogLevel.Error,
        "It is not known whether order {demo.order.id} is confirmed; this is found out once the database is back",
        EventName = "checkout.order.undecided")]
    public static partial void OrderUndecided(this ILogger logger, Exception error, [TagName("demo.order.id")] Guid orderId);

    [LoggerMessage(8, LogLevel.Warning,
        "Declined order {demo.order.id} could not be deleted; recovery deletes it",
        EventName = "checkout.order.deletion_failed")]
    public static partial void OrderNotDiscarded(this ILogger logger, Exception error, [TagName("demo.order.id")] Guid orderId);

    [LoggerMessage(9, LogLevel.Warning, "Abandoned orders that are refunded: {demo.order.count}", EventName = "checkout.orders.abandoned")]
    public static partial void AbandonedOrdersFound(this ILogger logger, [TagName("demo.order.count")] int count);

    [LoggerMessage(10, LogLevel.Error, "Querying abandoned orders failed and will be retried", EventName = "checkout.recovery.failed")]
    public static partial void RecoveryFailed(this ILogger logger, Exception error);

    [LoggerMessage(11, LogLevel.Error,
        "Reading the outbox of kind {demo.checkout.outbox.kind} failed and will be retried",
        EventName = "checkout.outbox.read_failed")]
    public static partial void OutboxUnreadable(this ILogger logger, Exception error, [TagName("demo.checkout.outbox.kind")] string kind);

    [LoggerMessage(12, LogLevel.Warning,
        "Message of kind {demo.checkout.outbox.kind} of order {demo.order.id} was not delivered at attempt {demo.retry.attempt} and will be retried",
        EventName = "checkout.outbox.delivery_failed")]
    public static partial void NotDelivered(
        this ILogger logger, Exception error, [TagName("demo.checkout.outbox.kind")] string kind, [TagName("demo.order.id")] Guid orderId,
        [TagName("demo.retry.attempt")] int attempt);

    [LoggerMessage(13, LogLevel.Error,
        "Message of kind {demo.checkout.outbox.kind} of order {demo.order.id} was rejected and is dropped",
        EventName = "checkout.outbox.message_dropped")]
    public static partial void DeliveryRefused(
        this ILogger logger, Exception error, [TagName("demo.checkout.outbox.kind")] string kind, [TagName("demo.order.id")] Guid orderId);

    [LoggerMessage(14, LogLevel.Warning,
        "Confirming order {demo.order.id} failed at attempt {demo.retry.attempt}",
        EventName = "checkout.order.confirmation_failed")]
    public static partial void NotConfirmed(
        this ILogger logger, Exception error, [TagName("demo.order.id")] Guid orderId, [TagName("demo.retry.attempt")] int attempt);

    [LoggerMessage(15, LogLevel.Warning,
        "kafkaQueueProblems published copies of the event of order {demo.order.id}: {demo.order.event.copies}",
        EventName = "checkout.order_event.copied")]
    public static partial void EventCopied(this ILogger logger, [TagName("demo.order.id")] Guid orderId, [TagName("demo.order.event.copies")] int copies);

    [LoggerMessage(20, LogLevel.Warning,
        "Order events that the broker lost and that are published again: {demo.order.count}",
        EventName = "checkout.order_events.lost")]
    public static partial void EventsLost(this ILogger logger, [TagName("demo.order.count")] int count);

    [LoggerMessage(21, LogLevel.Debug,
        "The log of the broker could not be compared with the published events; it is compared again",
        EventName = "checkout.broker_log.read_failed")]
    public static partial void LogUnreadable(this ILogger logger, Exception error);

    [LoggerMessage(22, LogLevel.Debug, "The session that shows this process alive ended and is opened again", EventName = "checkout.lease.lost")]
    public static partial void LeaseLost(this ILogger logger, Exception error);

    [LoggerMessage(16, LogLevel.Warning,
        "Not all copies of the event of order {demo.order.id} were published",
        EventName = "checkout.order_event.copying_failed")]
    public static partial void EventNotCopied(this ILogger logger, Exception error, [TagName("demo.order.id")] Guid orderId);

    [LoggerMessage(25, LogLevel.Warning, "Deleting old orders failed and will be retried", EventName = "checkout.orders.deletion_failed")]
    public static partial void OldOrdersNotDeleted(this ILogger logger, Exception error);
}
