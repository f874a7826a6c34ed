using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

internal static partial class ResourceNotificationServiceLog
{
    [LoggerMessage(1, LogLevel.Debug, "{ResourceId} changed from {Before} to {After}")]
    public static partial void StateChanged(this ILogger logger, string resourceId, string? before, string? after);

    [LoggerMessage(2, LogLevel.Information, "Waiting for {Resource} to be {State}")]
    public static partial void WaitingFor(this ILogger logger, string resource, string state);

    [LoggerMessage(3, LogLevel.Information, "{Resource} is {State}")]
    public static partial void WaitedFor(this ILogger logger, string resource, string state);

    [LoggerMessage(4, LogLevel.Error, "Whether the command {Command} of {Resource} can be used is not known")]
    public static partial void CommandStateUnknown(this ILogger logger, Exception error, string command, string resource);
}
