using Grpc.Core;
using Oteldemo;

namespace OtelShop.Shippings;

internal sealed class ShippingService(ShippingDesk desk) : Oteldemo.ShippingService.ShippingServiceBase
{
    public override async Task<GetQuoteResponse> GetQuote(GetQuoteRequest request, ServerCallContext context) =>
        new() { CostUsd = await desk.QuoteAsync(request, context.CancellationToken) };

    public override Task<ShipOrderResponse> ShipOrder(ShipOrderRequest request, ServerCallContext context) =>
        Task.FromResult(new ShipOrderResponse { TrackingId = desk.Ship(request) });
}
