namespace OtelShop.Dashboard;

internal static partial class DashboardLog
{
    [LoggerMessage(1, LogLevel.Error, "{Method} {Path} failed ({Id})")]
    public static partial void RequestFailed(this ILogger logger, Exception error, string method, string path, string id);
}
