namespace OtelShop.FraudDetections;

internal static partial class FraudLog
{
    [LoggerMessage(1, LogLevel.Information, "Order {demo.order.id} screened, score {demo.fraud.score}", EventName = "fraud.order.screened")]
    public static partial void Screened(this ILogger logger, [TagName("demo.order.id")] string orderId, [TagName("demo.fraud.score")] int score);

    [LoggerMessage(2, LogLevel.Warning,
        "Order {demo.order.id} looks like fraud, score {demo.fraud.score}: {demo.fraud.reason}",
        EventName = "fraud.alert.raised")]
    public static partial void Alert(
        this ILogger logger, [TagName("demo.order.id")] string orderId, [TagName("demo.fraud.score")] int score,
        [TagName("demo.fraud.reason")] string rules);

    [LoggerMessage(3, LogLevel.Information, "Order {demo.order.id} is already screened", EventName = "fraud.order.duplicate_skipped")]
    public static partial void ScreenedBefore(this ILogger logger, [TagName("demo.order.id")] string orderId);

    [LoggerMessage(4, LogLevel.Warning, "kafkaQueueProblems delays order {demo.order.id} by {demo.fraud.delay} s", EventName = "fraud.order.delayed")]
    public static partial void HeldUp(this ILogger logger, [TagName("demo.order.id")] string orderId, [TagName("demo.fraud.delay")] double seconds);
}
