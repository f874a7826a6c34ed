namespace OtelShop.ProductCatalogs;

internal static partial class CatalogLog
{
    [LoggerMessage(1, LogLevel.Information, "Products read from the database: {demo.product.count}", EventName = "catalog.products.read")]
    public static partial void CatalogRead(this ILogger logger, [TagName("demo.product.count")] int count);

    [LoggerMessage(2, LogLevel.Warning,
        "The database cannot be read; serving the catalog read earlier: {demo.catalog.is_stale}",
        EventName = "catalog.products.read_failed")]
    public static partial void CatalogUnreadable(this ILogger logger, Exception error, [TagName("demo.catalog.is_stale")] bool servesOld);

    [LoggerMessage(3, LogLevel.Debug, "Products listed: {demo.product.count}", EventName = "catalog.products.listed")]
    public static partial void ProductsListed(this ILogger logger, [TagName("demo.product.count")] int count);

    [LoggerMessage(4, LogLevel.Information, "Found {demo.product.name} ({demo.product.id})", EventName = "catalog.product.found")]
    public static partial void ProductFound(
        this ILogger logger, [TagName("demo.product.name")] string productName, [TagName("demo.product.id")] string productId);

    [LoggerMessage(5, LogLevel.Information, "Products that the search found: {demo.product.search.count}", EventName = "catalog.products.searched")]
    public static partial void ProductsSearched(this ILogger logger, [TagName("demo.product.search.count")] int count);

    [LoggerMessage(6, LogLevel.Error, "GetProduct of {demo.product.id} fails: productCatalogFailure is on", EventName = "catalog.product.failed")]
    public static partial void ProductFails(this ILogger logger, [TagName("demo.product.id")] string productId);
}
