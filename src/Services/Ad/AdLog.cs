namespace OtelShop.Ads;

internal static partial class AdLog
{
    [LoggerMessage(1, LogLevel.Information, "Chose {Count} ads: request {RequestType}, response {ResponseType}", EventName = "ad.chosen")]
    public static partial void AdsChosen(this ILogger logger, int count, string requestType, string responseType);

    [LoggerMessage(2, LogLevel.Warning, "GetAds fails: adFailure is on", EventName = "ad.failure")]
    public static partial void AdsFail(this ILogger logger);

    [LoggerMessage(3, LogLevel.Warning, "Forced a full garbage collection, everything waited {Milliseconds} ms: adManualGc is on", EventName = "ad.manual_gc")]
    public static partial void CollectionForced(this ILogger logger, double milliseconds);

    [LoggerMessage(4, LogLevel.Warning, "{Threads} threads keep the processor busy: adHighCpu is on", EventName = "ad.high_cpu.started")]
    public static partial void ProcessorBusy(this ILogger logger, int threads);

    [LoggerMessage(5, LogLevel.Information, "The processor is free again: adHighCpu is off", EventName = "ad.high_cpu.ended")]
    public static partial void ProcessorFree(this ILogger logger);
}
