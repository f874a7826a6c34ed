namespace OtelShop.Shippings;

internal static partial class ShippingLog
{
    [LoggerMessage(1, LogLevel.Information, "Asking for a quote for {Pieces} pieces", EventName = "shipping.quote.requested")]
    public static partial void QuoteRequested(this ILogger logger, int pieces);

    [LoggerMessage(2, LogLevel.Information, "Quote received: {Dollars} dollars and {Nanos} nanos", EventName = "shipping.quote.sent")]
    public static partial void QuoteReceived(this ILogger logger, long dollars, int nanos);

    [LoggerMessage(3, LogLevel.Information, "Shipped under tracking id {TrackingId}", EventName = "shipping.tracking_id.created")]
    public static partial void TrackingIdCreated(this ILogger logger, string trackingId);
}
