namespace OtelShop.Ads;

internal static partial class AdLog
{
    [LoggerMessage(1, LogLevel.Information, "Chose {Count} ads: request {RequestType}, response {ResponseType}", EventName = "ad.chosen")]
    public static partial void AdsChosen(this ILogger logger, int count, string requestType, string responseType);

    [LoggerMessage(2, LogLevel.Warning, "GetAds fails because adFailure is on", EventName = "ad.failure")]
    public static partial void AdsFail(this ILogger logger);

    [LoggerMessage(3, LogLevel.Warning, "adManualGc forced a full garbage collection that paused the service for {Milliseconds} ms", EventName = "ad.manual_gc")]
    public static partial void CollectionForced(this ILogger logger, double milliseconds);

    [LoggerMessage(4, LogLevel.Warning, "adHighCpu is on; {Threads} threads keep the processor busy", EventName = "ad.high_cpu.started")]
    public static partial void ProcessorBusy(this ILogger logger, int threads);

    [LoggerMessage(5, LogLevel.Information, "adHighCpu is off; its threads end", EventName = "ad.high_cpu.ended")]
    public static partial void ProcessorFree(this ILogger logger);
}
