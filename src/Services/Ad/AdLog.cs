namespace OtelShop.Ads;

internal static partial class AdLog
{
    [LoggerMessage(1, LogLevel.Information, "Chose {Count} ads: request {RequestType}, response {ResponseType}", EventName = "ad.chosen")]
    public static partial void AdsChosen(this ILogger logger, int count, string requestType, string responseType);
}
