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
        return Task.FromResult(new PlaceOrderResponse { Order = shop.Order });
    }
}
