using Grpc.Core;
using Oteldemo;

namespace OtelShop.Shippings;

internal sealed class ShippingService(ShippingDesk desk) : Oteldemo.ShippingService.ShippingServiceBase
{
    public override async Task<GetQuoteResponse> GetQuote(GetQuoteRequest request, ServerCallContext context) =>
        new() { CostUsd = await desk.QuoteAsync(request, context.CancellationToken) };

    public override async Task<ShipOrderResponse> ShipOrder(ShipOrderRequest request, ServerCallContext context) =>
        new() { TrackingId = await desk.ShipAsync(request, context.CancellationToken) };
}
