using Microsoft.Extensions.Logging;

namespace OtelShop.ServiceDefaults.Http;

internal static partial class HttpLog
{
    [LoggerMessage(1, LogLevel.Error, "{Method} {Path} failed")]
    public static partial void RequestFailed(this ILogger logger, Exception error, string method, string path);
}
