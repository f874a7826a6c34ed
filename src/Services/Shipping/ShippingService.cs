using Grpc.Core;
using Oteldemo;

namespace OtelShop.Shippings;

internal sealed class ShippingService(ShippingHandler handler) : Oteldemo.ShippingService.ShippingServiceBase
{
    public override async Task<GetQuoteResponse> GetQuote(GetQuoteRequest request, ServerCallContext context) =>
        new() { CostUsd = await handler.QuoteAsync(request, context.CancellationToken) };

    public override async Task<ShipOrderResponse> ShipOrder(ShipOrderRequest request, ServerCallContext context) =>
        new() { TrackingId = await handler.ShipAsync(request, context.CancellationToken) };
}
