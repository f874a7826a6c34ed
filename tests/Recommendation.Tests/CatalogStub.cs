using Grpc.Core;
using Oteldemo;

namespace OtelShop.Recommendation.Tests;

/// <summary>A catalog service that answers with what it is told.</summary>
internal sealed class CatalogStub : ProductCatalogService.ProductCatalogServiceClient
{
    private int _calls;

    public List<Product> Products { get; } = [];

    public bool Away { get; set; }

    public int Calls => _calls;

    public CatalogStub With(string id, string categories, string description = "")
    {
        var product = new Product { Id = id, Name = "", Description = description };
        product.Categories.Add(categories.Split(','));
        Products.Add(product);
        return this;
    }

    public override AsyncUnaryCall<ListProductsResponse> ListProductsAsync(Empty request, CallOptions options)
    {
        Interlocked.Increment(ref _calls);
        var response = Away
            ? Task.FromException<ListProductsResponse>(new RpcException(new Status(StatusCode.Unavailable, "away")))
            : Task.FromResult(new ListProductsResponse { Products = { Products } });
        return new AsyncUnaryCall<ListProductsResponse>(response, Task.FromResult(new Metadata()), () => Status.DefaultSuccess, () => [], () => { });
    }
}
