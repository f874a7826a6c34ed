namespace OtelShop.Ads;

internal static partial class AdLog
{
    [LoggerMessage(1, LogLevel.Information,
        "Ads chosen: {demo.ad.count}, request {demo.ad.request_type}, response {demo.ad.response_type}",
        EventName = "ad.ads.chosen")]
    public static partial void AdsChosen(
        this ILogger logger, [TagName("demo.ad.count")] int count, [TagName("demo.ad.request_type")] string requestType,
        [TagName("demo.ad.response_type")] string responseType);

    [LoggerMessage(2, LogLevel.Warning, "GetAds fails because adFailure is on", EventName = "ad.request.failed")]
    public static partial void AdsFail(this ILogger logger);

    [LoggerMessage(3, LogLevel.Warning,
        "adManualGc forced a full garbage collection that paused the service for {demo.ad.gc.pause:0.000} s",
        EventName = "ad.gc.forced")]
    public static partial void CollectionForced(this ILogger logger, [TagName("demo.ad.gc.pause")] double seconds);

    [LoggerMessage(4, LogLevel.Warning, "adHighCpu is on; threads that keep the processor busy: {demo.ad.high_cpu.threads}", EventName = "ad.high_cpu.started")]
    public static partial void ProcessorBusy(this ILogger logger, [TagName("demo.ad.high_cpu.threads")] int threads);

    [LoggerMessage(5, LogLevel.Information, "adHighCpu is off; its threads end", EventName = "ad.high_cpu.ended")]
    public static partial void ProcessorFree(this ILogger logger);
}
