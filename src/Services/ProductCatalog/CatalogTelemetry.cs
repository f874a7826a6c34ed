using System.Diagnostics;
using Oteldemo;

namespace OtelShop.ProductCatalogs;

internal static class CatalogTelemetry
{
    public const string SourceName = "product-catalog";

    private const string ProductCount = "demo.product.count";
    private const string ProductId = "demo.product.id";
    private const string ProductName = "demo.product.name";
    private const string SearchCount = "demo.product.search.count";

    public static void Listed(int count) => Activity.Current?.SetTag(ProductCount, count);

    public static void LookingFor(string id) => Activity.Current?.SetTag(ProductId, id);

    public static void Found(Product product) => Activity.Current?
        .SetTag(ProductName, product.Name)
        .AddEvent(new ActivityEvent("Product Found"));

    // Compat: the message is the name of an event, too.
    public static void Failed(string message) => Activity.Current?
        .SetStatus(ActivityStatusCode.Error, message)
        .AddEvent(new ActivityEvent(message));

    public static void Searched(int count) => Activity.Current?.SetTag(SearchCount, count);
}
