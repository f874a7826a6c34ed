using Microsoft.Extensions.Logging;

namespace OtelShop.ServiceDefaults.Rpc;

internal static partial class RpcLog
{
    [LoggerMessage(1, LogLevel.Error, "{Method} failed")]
    public static partial void CallFailed(this ILogger logger, Exception error, string method);

    [LoggerMessage(2, LogLevel.Warning, "{Method} could not be carried out now")]
    public static partial void CallUnavailable(this ILogger logger, Exception error, string method);
}
