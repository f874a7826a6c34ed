using Grpc.Core;
using OtelShop.Frontends.Prices;
using Oteldemo;

namespace OtelShop.Frontends.Products;

/// <summary>Reads products with prices in the given currency; an empty currency keeps the catalog's.</summary>
internal sealed class PricedCatalogClient(ProductCatalogService.ProductCatalogServiceClient catalog, PriceConverter prices)
{
    public async Task<IReadOnlyList<Product>> AllAsync(string? currency, CancellationToken cancellationToken)
    {
        var reply = await catalog.ListProductsAsync(new Empty(), cancellationToken: cancellationToken);
        return await PriceAsync(reply.Products, currency, cancellationToken);
    }

    public async Task<Product> GetAsync(string id, string? currency, CancellationToken cancellationToken)
    {
        var product = await catalog.GetProductAsync(new GetProductRequest { Id = id }, cancellationToken: cancellationToken);
        await PriceAsync([product], currency, cancellationToken);
        return product;
    }

    /// <summary>Finds the products of these ids. A product that is missing or fails is omitted, so that the others are shown.</summary>
    public async Task<IReadOnlyDictionary<string, Product>> FindAsync(IEnumerable<string> ids, string? currency, CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll(ids.Distinct().Select(id => FindAsync(id, cancellationToken)));
        var products = await PriceAsync([.. found.OfType<Product>()], currency, cancellationToken);
        return products.ToDictionary(product => product.Id);
    }

    private async Task<Product?> FindAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            return await catalog.GetProductAsync(new GetProductRequest { Id = id }, cancellationToken: cancellationToken);
        }
        catch (RpcException error) when (error.StatusCode is StatusCode.NotFound or StatusCode.InvalidArgument or StatusCode.Internal)
        {
            return null;
        }
    }

    private async Task<IReadOnlyList<Product>> PriceAsync(IReadOnlyList<Product> products, string? currency, CancellationToken cancellationToken)
    {
        var priced = products.Where(product => product.PriceUsd is not null).ToList();
        var converted = await prices.ConvertAsync(priced.Select(product => product.PriceUsd), currency, cancellationToken);
        foreach (var product in priced) { product.PriceUsd = converted[product.PriceUsd]; }
        return products;
    }
}
