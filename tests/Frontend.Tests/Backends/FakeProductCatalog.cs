using Grpc.Core;
using Oteldemo;

namespace OtelShop.Frontend.Tests.Backends;

internal sealed class FakeProductCatalog(ShopState shop) : ProductCatalogService.ProductCatalogServiceBase
{
    public override Task<ListProductsResponse> ListProducts(Empty request, ServerCallContext context)
    {
        shop.Receive(new ListProductsResponse());
        return Task.FromResult(new ListProductsResponse { Products = { shop.Products } });
    }

    public override Task<Product> GetProduct(GetProductRequest request, ServerCallContext context)
    {
        shop.Receive(request);
        return Task.FromResult(shop.Products.Find(product => product.Id == request.Id) ?? throw Refusal.Plain(StatusCode.NotFound, $"No product {request.Id}."));
    }

    public override Task<SearchProductsResponse> SearchProducts(SearchProductsRequest request, ServerCallContext context)
    {
        shop.Receive(request);
        return Task.FromResult(new SearchProductsResponse { Results = { shop.Products.Where(product => product.Name.Contains(request.Query, StringComparison.OrdinalIgnoreCase)) } });
    }
}
