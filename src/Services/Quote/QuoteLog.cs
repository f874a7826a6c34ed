namespace OtelShop.Quotes;

internal static partial class QuoteLog
{
    [LoggerMessage(1, LogLevel.Information, "Calculated a quote of {Total}", EventName = "quote.calculated")]
    public static partial void Calculated(this ILogger logger, decimal total);
}
