using Grpc.Core;

namespace OtelShop.Recommendations;

internal static partial class RecommendationLog
{
    [LoggerMessage(1, LogLevel.Information, "Recommended {Count} products for {Asked}")]
    public static partial void Recommended(this ILogger logger, int asked, int count);

    [LoggerMessage(2, LogLevel.Warning, "The product catalog could not be fetched: {Status}")]
    public static partial void CatalogAway(this ILogger logger, Exception error, StatusCode status);

    [LoggerMessage(3, LogLevel.Debug, "Learned from order {OrderId} with {Lines} lines")]
    public static partial void Learned(this ILogger logger, string orderId, int lines);

    [LoggerMessage(4, LogLevel.Warning, "The cache of recommendationCacheFailure has reached its ceiling with {Bytes} bytes", EventName = "recommendation.cache.full")]
    public static partial void CacheFull(this ILogger logger, long bytes);

    [LoggerMessage(5, LogLevel.Information, "The cache of recommendationCacheFailure is gone, {Bytes} bytes are free", EventName = "recommendation.cache.freed")]
    public static partial void CacheFreed(this ILogger logger, long bytes);
}
