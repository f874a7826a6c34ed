using Grpc.Core;
using Oteldemo;

namespace OtelShop.Frontend.Tests.Backends;

internal sealed class FakeShipping(ShopState shop) : ShippingService.ShippingServiceBase
{
    public override Task<GetQuoteResponse> GetQuote(GetQuoteRequest request, ServerCallContext context)
    {
        shop.Receive(request);
        return Task.FromResult(new GetQuoteResponse { CostUsd = ShopState.Usd(8, 990_000_000) });
    }
}
