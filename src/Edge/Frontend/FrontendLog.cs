using Grpc.Core;

namespace OtelShop.Frontends;

internal static partial class FrontendLog
{
    [LoggerMessage(1, LogLevel.Error, "{Method} {Path} failed because a backend answered {StatusCode}")]
    public static partial void BackendFailed(this ILogger logger, Exception error, string method, string path, StatusCode statusCode);

    [LoggerMessage(2, LogLevel.Warning, "The page is shown without {Part}: the backend failed with {StatusCode}")]
    public static partial void PartMissing(this ILogger logger, string part, StatusCode statusCode);

    [LoggerMessage(3, LogLevel.Error, "{Method} {Path} failed")]
    public static partial void PageFailed(this ILogger logger, Exception error, string method, string path);
}
