using Grpc.Core;
using Oteldemo;
using OtelShop.ServiceDefaults;
using OtelShop.ServiceDefaults.Validation;

namespace OtelShop.ProductCatalogs;

internal sealed class ProductCatalogService(CatalogCache cache, CatalogFaults faults, ILogger<ProductCatalogService> logger)
    : Oteldemo.ProductCatalogService.ProductCatalogServiceBase
{
    private const int LongestQuery = 256;

    public override async Task<ListProductsResponse> ListProducts(Empty request, ServerCallContext context)
    {
        var catalog = await cache.GetAsync(context.CancellationToken);
        CatalogTelemetry.Listed(catalog.Products.Count);
        logger.ProductsListed(catalog.Products.Count);
        return new ListProductsResponse { Products = { catalog.Products } };
    }

    public override async Task<Product> GetProduct(GetProductRequest request, ServerCallContext context)
    {
        new FieldViolations()
            .Require(request.Id.Length > 0, "id", "is missing")
            .ThrowIfAny();
        CatalogTelemetry.LookingFor(request.Id);
        if (await faults.FailureOfAsync(request.Id, context.CancellationToken) is { } failure)
            throw new RpcException(new Status(StatusCode.Internal, failure));

        var catalog = await cache.GetAsync(context.CancellationToken);
        var product = catalog.Find(request.Id) ?? throw new NotFoundException($"There is no product '{request.Id}'.");
        CatalogTelemetry.Found(product);
        logger.ProductFound(product.Name, product.Id);
        return product;
    }

    public override async Task<SearchProductsResponse> SearchProducts(SearchProductsRequest request, ServerCallContext context)
    {
        new FieldViolations()
            .Require(request.Query.Length <= LongestQuery, "query", $"must have at most {LongestQuery} characters")
            .ThrowIfAny();

        var catalog = await cache.GetAsync(context.CancellationToken);
        var response = new SearchProductsResponse { Results = { catalog.Search(request.Query) } };
        CatalogTelemetry.Searched(response.Results.Count);
        logger.ProductsSearched(response.Results.Count);
        return response;
    }
}
