namespace OtelShop.ProductCatalogs;

internal static partial class CatalogLog
{
    [LoggerMessage(1, LogLevel.Information, "Read {Count} products from the database", EventName = "catalog.read")]
    public static partial void CatalogRead(this ILogger logger, int count);

    [LoggerMessage(2, LogLevel.Warning, "The database cannot be read; serving the catalog read earlier: {ServesOld}", EventName = "catalog.read_failed")]
    public static partial void CatalogUnreadable(this ILogger logger, Exception error, bool servesOld);

    [LoggerMessage(3, LogLevel.Debug, "Listed {Count} products", EventName = "catalog.products_listed")]
    public static partial void ProductsListed(this ILogger logger, int count);

    [LoggerMessage(4, LogLevel.Information, "Found {ProductName} ({ProductId})", EventName = "catalog.product_found")]
    public static partial void ProductFound(this ILogger logger, string productName, string productId);

    [LoggerMessage(5, LogLevel.Information, "The search found {Count} products", EventName = "catalog.products_searched")]
    public static partial void ProductsSearched(this ILogger logger, int count);

    [LoggerMessage(6, LogLevel.Error, "GetProduct of {ProductId} fails: productCatalogFailure is on", EventName = "catalog.failure")]
    public static partial void ProductFails(this ILogger logger, string productId);
}
