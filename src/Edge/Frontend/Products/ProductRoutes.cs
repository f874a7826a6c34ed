using OtelShop.Frontends.Api;

namespace OtelShop.Frontends.Products;

internal static class ProductRoutes
{
    public static void MapApi(IEndpointRouteBuilder api)
    {
        api.MapGet("/products", ListAsync);
        api.MapGet("/products/{id}", GetAsync);
    }

    private static async Task<IResult> ListAsync(PricedCatalogClient catalog, string? currencyCode, CancellationToken cancellationToken)
    {
        var products = await catalog.AllAsync(currencyCode, cancellationToken);
        return ApiResult.Of([.. products.Select(ProductJson.Of)], ApiJson.Shapes.ProductJsonArray);
    }

    private static async Task<IResult> GetAsync(string id, PricedCatalogClient catalog, string? currencyCode, CancellationToken cancellationToken) =>
        ApiResult.Of(ProductJson.Of(await catalog.GetAsync(id, currencyCode, cancellationToken)), ApiJson.Shapes.ProductJson);
}
