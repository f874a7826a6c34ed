using Grpc.Core;
using OtelShop.Frontends.Prices;
using Oteldemo;

namespace OtelShop.Frontends.Products;

/// <summary>
/// Reads products with prices in the given currency; an empty currency keeps the catalog's. Pages pass <c>isPriceOptional</c>: they show the
/// catalog's prices, all of them, rather than wait for the currency service.
/// </summary>
internal sealed class PricedCatalogClient(ProductCatalogService.ProductCatalogServiceClient catalog, PriceConverter prices, OptionalPart optional)
{
    public async Task<IReadOnlyList<Product>> AllAsync(string? currency, CancellationToken cancellationToken, bool isPriceOptional = false)
    {
        var reply = await catalog.ListProductsAsync(new Empty(), cancellationToken: cancellationToken);
        return await PriceAsync(reply.Products, currency, isPriceOptional, cancellationToken);
    }

    public async Task<Product> GetAsync(string id, string? currency, CancellationToken cancellationToken, bool isPriceOptional = false)
    {
        var product = await catalog.GetProductAsync(new GetProductRequest { Id = id }, cancellationToken: cancellationToken);
        await PriceAsync([product], currency, isPriceOptional, cancellationToken);
        return product;
    }

    /// <summary>Finds the products of these ids. A product that is missing or fails is omitted, so that the others are shown.</summary>
    public async Task<IReadOnlyDictionary<string, Product>> FindAsync(
        IEnumerable<string> ids, string? currency, CancellationToken cancellationToken, bool isPriceOptional = false)
    {
        var found = await Task.WhenAll(ids.Distinct().Select(id => FindAsync(id, cancellationToken)));
        var products = await PriceAsync([.. found.OfType<Product>()], currency, isPriceOptional, cancellationToken);
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

    private async Task<IReadOnlyList<Product>> PriceAsync(IReadOnlyList<Product> products, string? currency, bool isOptional, CancellationToken cancellationToken)
    {
        var priced = products.Where(product => product.PriceUsd is not null).ToList();
        var amounts = priced.Select(product => product.PriceUsd).Distinct().ToList();
        var converted = isOptional
            ? await optional.LoadAsync("prices in the chosen currency", limit => prices.ConvertAsync(amounts, currency, limit), amounts.ToDictionary(amount => amount), cancellationToken)
            : await prices.ConvertAsync(amounts, currency, cancellationToken);
        foreach (var product in priced) { product.PriceUsd = converted[product.PriceUsd]; }
        return products;
    }
}
