namespace OtelShop.Accountings;

internal static partial class AccountingLog
{
    [LoggerMessage(1, LogLevel.Information, "Order {OrderId} received: {Lines} lines, shipment {TrackingId}", EventName = "accounting.order.received")]
    public static partial void OrderReceived(this ILogger logger, string orderId, int lines, string trackingId);

    [LoggerMessage(2, LogLevel.Information, "Order {OrderId} is already stored", EventName = "accounting.order.duplicate_skipped")]
    public static partial void DuplicateSkipped(this ILogger logger, string orderId);

    [LoggerMessage(3, LogLevel.Error, "Order {OrderId} cannot be stored: {Reason}", EventName = "accounting.order.parsing_failed")]
    public static partial void OrderUnusable(this ILogger logger, string orderId, string reason);
}
