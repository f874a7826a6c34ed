using System.Collections.Concurrent;
using Grpc.Core;
using Oteldemo;

namespace OtelShop.Checkout.Tests.Fakes;

internal sealed class FakeCatalog : ProductCatalogService.ProductCatalogServiceBase
{
    private readonly ConcurrentDictionary<string, Money> _prices = new();

    public Failure Fails { get; } = new();

    public Rendezvous Meeting { get; set; } = Rendezvous.None;

    /// <summary>Called while a product is asked for; its token ends when the caller no longer waits.</summary>
    public Func<CancellationToken, Task> WhileAsked { get; set; } = _ => Task.CompletedTask;

    public ConcurrentQueue<string> Asked { get; } = new();

    public void Offer(string id, decimal priceUsd) => _prices[id] = Money.FromDecimal("USD", priceUsd);

    public override async Task<Product> GetProduct(GetProductRequest request, ServerCallContext context)
    {
        Asked.Enqueue(request.Id);
        await WhileAsked(context.CancellationToken);
        await Meeting.ArriveAsync();
        Fails.ThrowIfSet();
        return _prices.TryGetValue(request.Id, out var price)
            ? new Product { Id = request.Id, Name = request.Id + " by name", PriceUsd = price }
            : throw new RpcException(new Status(StatusCode.NotFound, $"There is no product {request.Id}."));
    }
}
