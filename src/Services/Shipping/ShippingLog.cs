using OpenFeature.Constant;

namespace OtelShop.Shippings;

internal static partial class ShippingLog
{
    [LoggerMessage(1, LogLevel.Information, "Requesting a quote, items: {demo.shipping.quote.items_count}", EventName = "shipping.quote.requested")]
    public static partial void QuoteRequested(this ILogger logger, [TagName("demo.shipping.quote.items_count")] int quantity);

    [LoggerMessage(2, LogLevel.Information, "Quote received: {demo.shipping.cost.total} USD", EventName = "shipping.quote.sent")]
    public static partial void QuoteReceived(this ILogger logger, [TagName("demo.shipping.cost.total")] string total);

    [LoggerMessage(3, LogLevel.Information, "Shipped under tracking id {demo.shipping.tracking.id}", EventName = "shipping.tracking_id.created")]
    public static partial void TrackingIdCreated(this ILogger logger, [TagName("demo.shipping.tracking.id")] string trackingId);

    [LoggerMessage(4, LogLevel.Information,
        "{feature_flag.key} is {feature_flag.result.variant}: {demo.shipping.delay} s",
        EventName = "shipping.feature_flag.evaluated")]
    public static partial void FlagEvaluated(
        this ILogger logger, [TagName("feature_flag.key")] string featureFlagKey, [TagName("feature_flag.result.variant")] string? variant,
        [TagName("demo.shipping.delay")] int seconds);

    [LoggerMessage(5, LogLevel.Warning,
        "{feature_flag.key} could not be evaluated: {error.type} {error.message}",
        EventName = "shipping.feature_flag.evaluation_failed")]
    public static partial void FlagNotEvaluated(
        this ILogger logger, [TagName("feature_flag.key")] string featureFlagKey, [TagName("error.type")] ErrorType errorType,
        [TagName("error.message")] string? reason);

    [LoggerMessage(6, LogLevel.Warning,
        "intlShippingSlowdown delays an international shipment by {demo.shipping.delay} s",
        EventName = "shipping.international.slowdown")]
    public static partial void InternationalSlowdown(this ILogger logger, [TagName("demo.shipping.delay")] int seconds);
}
