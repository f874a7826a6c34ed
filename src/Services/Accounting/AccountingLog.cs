namespace OtelShop.Accountings;

internal static partial class AccountingLog
{
    [LoggerMessage(1, LogLevel.Information,
        "Order {demo.order.id} received, lines: {demo.order.items.count}, shipment {demo.shipping.tracking.id}",
        EventName = "accounting.order.received")]
    public static partial void OrderReceived(
        this ILogger logger, [TagName("demo.order.id")] string orderId, [TagName("demo.order.items.count")] int lines,
        [TagName("demo.shipping.tracking.id")] string trackingId);

    [LoggerMessage(2, LogLevel.Information, "Order {demo.order.id} is already stored", EventName = "accounting.order.duplicate_skipped")]
    public static partial void DuplicateSkipped(this ILogger logger, [TagName("demo.order.id")] string orderId);

    [LoggerMessage(3, LogLevel.Error, "Order {demo.order.id} cannot be stored: {error.message}", EventName = "accounting.order.parsing_failed")]
    public static partial void OrderUnusable(this ILogger logger, [TagName("demo.order.id")] string orderId, [TagName("error.message")] string reason);
}
