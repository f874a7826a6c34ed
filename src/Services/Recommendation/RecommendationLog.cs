namespace OtelShop.Recommendations;

internal static partial class RecommendationLog
{
    [LoggerMessage(1, LogLevel.Information,
        "Products recommended: {demo.product.recommended.count}, for products: {demo.recommendation.requested.count}",
        EventName = "recommendation.products.recommended")]
    public static partial void Recommended(
        this ILogger logger, [TagName("demo.recommendation.requested.count")] int asked, [TagName("demo.product.recommended.count")] int count);

    [LoggerMessage(2, LogLevel.Warning,
        "The product catalog could not be fetched: {rpc.response.status_code}",
        EventName = "recommendation.catalog.fetch_failed")]
    public static partial void CatalogAway(this ILogger logger, Exception error, [TagName("rpc.response.status_code")] string status);

    [LoggerMessage(3, LogLevel.Debug, "Learned from order {demo.order.id}, lines: {demo.order.items.count}", EventName = "recommendation.order.learned")]
    public static partial void Learned(this ILogger logger, [TagName("demo.order.id")] string orderId, [TagName("demo.order.items.count")] int lines);

    [LoggerMessage(4, LogLevel.Warning,
        "The cache of recommendationCacheFailure has reached its ceiling of {demo.recommendation.cache.bytes} bytes",
        EventName = "recommendation.cache.filled")]
    public static partial void CacheFull(this ILogger logger, [TagName("demo.recommendation.cache.bytes")] long bytes);

    [LoggerMessage(5, LogLevel.Information,
        "The cache of recommendationCacheFailure is gone, {demo.recommendation.cache.bytes} bytes are free",
        EventName = "recommendation.cache.freed")]
    public static partial void CacheFreed(this ILogger logger, [TagName("demo.recommendation.cache.bytes")] long bytes);
}
