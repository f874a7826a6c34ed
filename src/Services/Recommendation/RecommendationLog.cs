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
}
