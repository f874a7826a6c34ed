using Microsoft.Extensions.Logging;
using OpenFeature.Constant;

namespace OpenFeature;

internal static partial class OpenFeatureLog
{
    [LoggerMessage(1, LogLevel.Error, "The hook {demo.feature_flag.hook} failed at the flag {feature_flag.key}", EventName = "feature_flag.hook.failed")]
    public static partial void HookFailed(
        this ILogger logger, Exception error, [TagName("demo.feature_flag.hook")] string hook, [TagName("feature_flag.key")] string flag);

    [LoggerMessage(2, LogLevel.Error, "A handler of {demo.feature_flag.event} failed", EventName = "feature_flag.handler.failed")]
    public static partial void HandlerFailed(this ILogger logger, Exception error, [TagName("demo.feature_flag.event")] ProviderEventTypes @event);

    [LoggerMessage(3, LogLevel.Error, "The flag provider {feature_flag.provider.name} did not shut down", EventName = "feature_flag.provider.shutdown_failed")]
    public static partial void ShutdownFailed(this ILogger logger, Exception error, [TagName("feature_flag.provider.name")] string? provider);
}
