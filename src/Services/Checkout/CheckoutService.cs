using System.Diagnostics;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Oteldemo;
using OtelShop.Checkouts.History;
using OtelShop.Checkouts.Placement;
using OtelShop.ServiceDefaults;

namespace OtelShop.Checkouts;

internal sealed class CheckoutService(PlaceOrderHandler placement, OrderHistory history, CheckoutMetrics metrics, ILogger<CheckoutService> logger)
    : Oteldemo.CheckoutService.CheckoutServiceBase
{
    public override async Task<PlaceOrderResponse> PlaceOrder(PlaceOrderRequest request, ServerCallContext context)
    {
        try
        {
            PlaceOrderRules.Check(request);
            CheckoutTelemetry.OrderAsked(Activity.Current, request);
            logger.OrderAsked(request.UserId, request.UserCurrency);
            return await placement.HandleAsync(request, context);
        }
        catch (Exception error)
        {
            metrics.NotPlaced(error);
            throw;
        }
    }

    public override async Task<ListOrdersResponse> ListOrders(ListOrdersRequest request, ServerCallContext context)
    {
        var after = OrderHistoryRules.Check(request);
        CheckoutTelemetry.HistoryAsked(Activity.Current, request.UserId);
        var page = await history.ListAsync(request.UserId, OrderHistoryRules.PageSizeOf(request), after, context.CancellationToken);
        return new ListOrdersResponse { Orders = { page.Orders.Select(ToMessage) }, NextPageToken = page.Next?.ToString() ?? "" };
    }

    public override async Task<Order> GetOrder(GetOrderRequest request, ServerCallContext context)
    {
        OrderHistoryRules.Check(request);
        CheckoutTelemetry.HistoryAsked(Activity.Current, request.UserId);
        var order = Guid.TryParseExact(request.OrderId, "D", out var orderId)
            ? await history.FindAsync(request.UserId, orderId, context.CancellationToken)
            : null;
        return order is null ? throw new NotFoundException("The user has no such order.") : ToMessage(order);
    }

    private static Order ToMessage(ConfirmedOrder order) =>
        new() { Result = order.Result, PlacedAt = Timestamp.FromDateTimeOffset(order.PlacedAt), Total = order.Total };
}
