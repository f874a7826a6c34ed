namespace OtelShop.BrowserJourneys;

internal static partial class JourneyLog
{
    [LoggerMessage(1, LogLevel.Information,
        "Journey {demo.browser_journey.name} succeeded in {demo.browser_journey.elapsed:0.0} s",
        EventName = "browser_journey.completed")]
    public static partial void Succeeded(
        this ILogger logger, [TagName("demo.browser_journey.name")] string journey, [TagName("demo.browser_journey.elapsed")] double seconds);

    [LoggerMessage(2, LogLevel.Error,
        "Journey {demo.browser_journey.name} failed after {demo.browser_journey.elapsed:0.0} s at {url.full}: {error.message}",
        EventName = "browser_journey.failed")]
    public static partial void Failed(
        this ILogger logger, [TagName("demo.browser_journey.name")] string journey, [TagName("demo.browser_journey.elapsed")] double seconds,
        [TagName("url.full")] string url, [TagName("error.message")] string reason);

    [LoggerMessage(3, LogLevel.Error,
        "The browser {process.executable.path} could not be started: {error.message}",
        EventName = "browser_journey.browser.start_failed")]
    public static partial void NoBrowser(this ILogger logger, [TagName("process.executable.path")] string browser, [TagName("error.message")] string reason);
}
