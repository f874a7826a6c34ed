namespace OtelShop.Currencies;

internal static partial class CurrencyLog
{
    [LoggerMessage(1, LogLevel.Information, "Listing the supported currencies", EventName = "currency.get_supported_currencies")]
    public static partial void ListingCurrencies(this ILogger logger);

    [LoggerMessage(2, LogLevel.Information, "Converted {demo.exchange.from} to {demo.exchange.to}", EventName = "currency.conversion")]
    public static partial void Converted(this ILogger logger, [TagName("demo.exchange.from")] string from, [TagName("demo.exchange.to")] string to);
}
