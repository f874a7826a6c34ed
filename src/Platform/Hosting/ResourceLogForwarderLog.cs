using Microsoft.Extensions.Logging;

namespace Aspire.Hosting;

internal static partial class ResourceLogForwarderLog
{
    [LoggerMessage(1, LogLevel.Information, "{LineNumber}: {Content}")]
    public static partial void OutputLine(this ILogger logger, int lineNumber, string content);

    [LoggerMessage(2, LogLevel.Error, "{LineNumber}: {Content}")]
    public static partial void ErrorLine(this ILogger logger, int lineNumber, string content);
}
