using OpenFeature.Constant;

namespace OtelShop.Shippings;

internal static partial class ShippingLog
{
    [LoggerMessage(1, LogLevel.Information, "Requesting a quote for {Quantity} items", EventName = "shipping.quote.requested")]
    public static partial void QuoteRequested(this ILogger logger, int quantity);

    [LoggerMessage(2, LogLevel.Information, "Quote received: {Dollars} dollars and {Nanos} nanos", EventName = "shipping.quote.sent")]
    public static partial void QuoteReceived(this ILogger logger, long dollars, int nanos);

    [LoggerMessage(3, LogLevel.Information, "Shipped under tracking id {TrackingId}", EventName = "shipping.tracking_id.created")]
    public static partial void TrackingIdCreated(this ILogger logger, string trackingId);

    [LoggerMessage(4, LogLevel.Information, "{FeatureFlagKey} is {Variant}: {DelaySecs} s", EventName = "shipping.feature_flag.evaluated")]
    public static partial void FlagEvaluated(this ILogger logger, string featureFlagKey, string? variant, int delaySecs);

    [LoggerMessage(5, LogLevel.Warning, "{FeatureFlagKey} could not be evaluated: {ErrorType} {Reason}", EventName = "shipping.feature_flag.evaluation_failed")]
    public static partial void FlagNotEvaluated(this ILogger logger, string featureFlagKey, ErrorType errorType, string? reason);

    [LoggerMessage(6, LogLevel.Warning, "intlShippingSlowdown delays an international shipment by {DelaySecs} s", EventName = "shipping.international.slowdown")]
    public static partial void InternationalSlowdown(this ILogger logger, int delaySecs);
}
