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

    /// <summary>What an answer waits for.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

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
        return new AsyncUnaryCall<ListProductsResponse>(AnswerAsync(), Task.FromResult(new Metadata()), () => Status.DefaultSuccess, () => [], () => { });
    }

    private async Task<ListProductsResponse> AnswerAsync()
    {
        await Gate;
        return Away ? throw new RpcException(new Status(StatusCode.Unavailable, "away")) : new ListProductsResponse { Products = { Products } };
    }
}
