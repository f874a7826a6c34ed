using Grpc.Core;
using Oteldemo;
using OtelShop.ServiceDefaults.Rpc;

namespace OtelShop.Frontend.Tests.Backends;

internal sealed class FakeCheckout(ShopState shop) : CheckoutService.CheckoutServiceBase
{
    public override Task<PlaceOrderResponse> PlaceOrder(PlaceOrderRequest request, ServerCallContext context)
    {
        shop.Receive(request);
        if (shop.CartsCannotBeEmptied)
            CartNotEmptiedTrailer.AddTo(context.ResponseTrailers);
        else
            shop.Carts.TryRemove(request.UserId, out _);
        var order = shop.Order.Clone();
        if (order.OrderId.Length == 0) { order.OrderId = shop.OrderIds.GetOrAdd(request.IdempotencyKey, _ => Guid.NewGuid().ToString()); }
        return Task.FromResult(new PlaceOrderResponse { Order = order });
    }
}
