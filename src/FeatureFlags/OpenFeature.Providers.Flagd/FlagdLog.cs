using Microsoft.Extensions.Logging;

namespace OpenFeature.Providers.Flagd;

internal static partial class FlagdLog
{
    [LoggerMessage(1, LogLevel.Information, "Feature flags are available")]
    public static partial void FlagsAvailable(this ILogger logger);

    [LoggerMessage(2, LogLevel.Warning, "Feature flags are not available, their defaults hold; still trying to reach flagd: {Reason}")]
    public static partial void FlagsUnavailable(this ILogger logger, string? reason);

    [LoggerMessage(3, LogLevel.Warning, "flagd sent flags that cannot be read, the last ones hold: {Problems}")]
    public static partial void FlagsUnreadable(this ILogger logger, string problems);
}
