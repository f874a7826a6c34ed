namespace OtelShop.Quotes;

internal static partial class QuoteLog
{
    [LoggerMessage(1, LogLevel.Information, "Quote calculated: {demo.shipping.quote.cost.total:0.00} USD", EventName = "quote.calculated")]
    public static partial void Calculated(this ILogger logger, [TagName("demo.shipping.quote.cost.total")] double total);
}
