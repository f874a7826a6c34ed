using Microsoft.Extensions.Logging;

namespace OtelShop.ServiceDefaults.Rpc;

internal static partial class RpcLog
{
    [LoggerMessage(1, LogLevel.Error, "{rpc.method} failed", EventName = "rpc.server.call.failed")]
    public static partial void CallFailed(this ILogger logger, Exception error, [TagName("rpc.method")] string method);

    [LoggerMessage(2, LogLevel.Warning, "{rpc.method} could not be carried out now", EventName = "rpc.server.call.rejected")]
    public static partial void CallUnavailable(this ILogger logger, Exception error, [TagName("rpc.method")] string method);

    [LoggerMessage(3, LogLevel.Information, "{rpc.method} got a request that is not protobuf: {rpc.response.status_code}", EventName = "rpc.server.call.unreadable")]
    public static partial void RequestUnreadable(this ILogger logger, [TagName("rpc.method")] string method, [TagName("rpc.response.status_code")] string status);
}
