using System.Globalization;
using Google.Protobuf.WellKnownTypes;
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
        shop.PlacedOrders[(request.UserId, order.OrderId)] = new Order { Result = order, PlacedAt = Timestamp.FromDateTimeOffset(ShopState.OrderTime), Total = ShopState.Usd(10) };
        return Task.FromResult(new PlaceOrderResponse { Order = order });
    }

    public override Task<Order> GetOrder(GetOrderRequest request, ServerCallContext context)
    {
        shop.Receive(request);
        return shop.PlacedOrders.TryGetValue((request.UserId, request.OrderId), out var order)
            ? Task.FromResult(order)
            : throw new RpcException(new Status(StatusCode.NotFound, "The user has no such order."));
    }

    public override Task<ListOrdersResponse> ListOrders(ListOrdersRequest request, ServerCallContext context)
    {
        shop.Receive(request);
        var orders = shop.PlacedOrders.Where(order => order.Key.UserId == request.UserId).Select(order => order.Value).ToList();
        // One order a page, so that pages can be turned.
        var skipped = request.PageToken.Length == 0 ? 0 : int.Parse(request.PageToken, CultureInfo.InvariantCulture);
        var reply = new ListOrdersResponse { Orders = { orders.Skip(skipped).Take(1) } };
        if (skipped + 1 < orders.Count) { reply.NextPageToken = (skipped + 1).ToString(CultureInfo.InvariantCulture); }
        return Task.FromResult(reply);
    }
}
