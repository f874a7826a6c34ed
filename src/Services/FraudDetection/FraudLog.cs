namespace OtelShop.FraudDetections;

internal static partial class FraudLog
{
    [LoggerMessage(1, LogLevel.Information, "Order {OrderId} screened, score {Score}", EventName = "fraud.order.screened")]
    public static partial void Screened(this ILogger logger, string orderId, int score);

    [LoggerMessage(2, LogLevel.Warning, "Order {OrderId} looks like fraud, score {Score}: {Rules}", EventName = "fraud.alert.raised")]
    public static partial void Alert(this ILogger logger, string orderId, int score, string rules);

    [LoggerMessage(3, LogLevel.Information, "Order {OrderId} is already screened", EventName = "fraud.order.duplicate_skipped")]
    public static partial void ScreenedBefore(this ILogger logger, string orderId);

    [LoggerMessage(4, LogLevel.Warning, "kafkaQueueProblems delays order {OrderId} by {Seconds} s", EventName = "fraud.queue_problems")]
    public static partial void HeldUp(this ILogger logger, string orderId, double seconds);
}
