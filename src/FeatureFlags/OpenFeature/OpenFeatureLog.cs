using Microsoft.Extensions.Logging;
using OpenFeature.Constant;

namespace OpenFeature;

internal static partial class OpenFeatureLog
{
    [LoggerMessage(1, LogLevel.Error, "The hook {Hook} failed at the flag {Flag}")]
    public static partial void HookFailed(this ILogger logger, Exception error, string hook, string flag);

    [LoggerMessage(2, LogLevel.Error, "A handler of {Event} failed")]
    public static partial void HandlerFailed(this ILogger logger, Exception error, ProviderEventTypes @event);

    [LoggerMessage(3, LogLevel.Error, "The flag provider {Provider} did not shut down")]
    public static partial void ShutdownFailed(this ILogger logger, Exception error, string? provider);
}
