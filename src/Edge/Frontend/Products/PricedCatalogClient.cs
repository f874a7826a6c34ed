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

    /// <summary>Products of the category, by the category's name in the catalog.</summary>
    public async Task<IReadOnlyList<Product>> InCategoryAsync(string category, string currency, CancellationToken cancellationToken)
    {
        var reply = await catalog.ListProductsAsync(new Empty(), cancellationToken: cancellationToken);
        return await PriceAsync([.. reply.Products.Where(product => product.Categories.Contains(category))], currency, isOptional: true, cancellationToken);
    }

    /// <summary>Products whose name or description contains the text.</summary>
    public async Task<IReadOnlyList<Product>> SearchAsync(string text, string currency, CancellationToken cancellationToken)
    {
        var reply = await catalog.SearchProductsAsync(new SearchProductsRequest { Query = text }, cancellationToken: cancellationToken);
        return await PriceAsync(reply.Results, currency, isOptional: true, cancellationToken);
    }

    public async Task<Product> GetAsync(string id, string? currency, CancellationToken cancellationToken, bool isPriceOptional = false)
    {
        var product = await catalog.GetProductAsync(new GetProductRequest { Id = id }, cancellationToken: cancellationToken);
        await PriceAsync([product], currency, isPriceOptional, cancellationToken);
        return product;
    }

    /// <summary>Every product by its id, with the catalog's prices.</summary>
    public async Task<IReadOnlyDictionary<string, Product>> ByIdAsync(CancellationToken cancellationToken)
    {
        var reply = await catalog.ListProductsAsync(new Empty(), cancellationToken: cancellationToken);
        return reply.Products.ToDictionary(product => product.Id);
    }

    /// <summary>The products of these ids in their order, by one call. A product that is missing is omitted.</summary>
    public async Task<IReadOnlyList<Product>> SelectAsync(IReadOnlyList<string> ids, string? currency, CancellationToken cancellationToken)
    {
        if (ids.Count == 0) { return []; }
        var products = await ByIdAsync(cancellationToken);
        return await PriceAsync([.. ids.Where(products.ContainsKey).Select(id => products[id])], currency, isOptional: false, cancellationToken);
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
