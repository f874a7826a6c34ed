using Microsoft.Extensions.Logging;

namespace OtelShop.ServiceDefaults.Http;

internal static partial class HttpLog
{
    [LoggerMessage(1, LogLevel.Error, "{http.request.method} {url.path} failed", EventName = "http.server.request.failed")]
    public static partial void RequestFailed(
        this ILogger logger, Exception error, [TagName("http.request.method")] string method, [TagName("url.path")] string path);
}
