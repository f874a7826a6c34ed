using Microsoft.Extensions.Logging;

namespace OpenFeature.Providers.Flagd;

internal static partial class FlagdLog
{
    [LoggerMessage(1, LogLevel.Information, "Feature flags are available", EventName = "feature_flag.provider.connected")]
    public static partial void FlagsAvailable(this ILogger logger);

    [LoggerMessage(2, LogLevel.Warning,
        "Feature flags are not available, their defaults hold; still trying to reach flagd: {error.message}",
        EventName = "feature_flag.provider.disconnected")]
    public static partial void FlagsUnavailable(this ILogger logger, [TagName("error.message")] string? reason);

    [LoggerMessage(3, LogLevel.Warning, "flagd sent flags that cannot be read, the last ones hold: {error.message}", EventName = "feature_flag.flags.rejected")]
    public static partial void FlagsUnreadable(this ILogger logger, [TagName("error.message")] string problems);
}
