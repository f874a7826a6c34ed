using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

internal static partial class ResourceCommandServiceLog
{
    [LoggerMessage(1, LogLevel.Error, "The command {Command} failed")]
    public static partial void CommandFailed(this ILogger logger, Exception error, string command);
}
