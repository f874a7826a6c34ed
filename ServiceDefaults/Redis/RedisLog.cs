using Microsoft.Extensions.Logging;

namespace OtelShop.ServiceDefaults.Redis;

internal static partial class RedisLog
{
    [LoggerMessage(1, LogLevel.Warning, "Connection to {Server} lost: {Reason}")]
    public static partial void ConnectionLost(this ILogger logger, string server, string reason);

    [LoggerMessage(2, LogLevel.Information, "Connection to {Server} restored")]
    public static partial void ConnectionRestored(this ILogger logger, string server);

    [LoggerMessage(3, LogLevel.Warning, "Store {Store} does not answer: {Reason}")]
    public static partial void StoreDoesNotAnswer(this ILogger logger, string store, string reason);
}
