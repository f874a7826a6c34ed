using System.Diagnostics;
using Grpc.Core;
using Oteldemo;
using OtelShop.Checkouts.Calls;
using OtelShop.Checkouts.Placement;
using OtelShop.Checkouts.Preparation;
using OtelShop.ServiceDefaults.Rpc;

namespace OtelShop.Checkouts;

internal sealed class CheckoutService(
    OrderPreparation preparation, OrderPlacement placement, CartService.CartServiceClient carts, CallLimits limits, ILogger<CheckoutService> logger)
    : Oteldemo.CheckoutService.CheckoutServiceBase
{
    public override async Task<PlaceOrderResponse> PlaceOrder(PlaceOrderRequest request, ServerCallContext context)
    {
        var span = Activity.Current;
        PlaceOrderRules.Check(request);
        CheckoutTelemetry.OrderAsked(span, request);
        logger.OrderAsked(request.UserId, request.UserCurrency);

        var order = await preparation.PrepareAsync(request, context.CancellationToken);
        CheckoutTelemetry.Prepared(span);

        var result = await placement.PlaceAsync(order, context.CancellationToken);
        CheckoutTelemetry.Placed(span, order, result);
        logger.OrderPlaced(result.OrderId, order.Total.ToDecimal(), order.Total.CurrencyCode,
            order.ShippingCost.ToDecimal(), order.Items.Count, result.ShippingTrackingId);

        if (!await TryEmptyCartAsync(request.UserId, span))
            CartNotEmptiedTrailer.AddTo(context.ResponseTrailers);
        return new PlaceOrderResponse { Order = result };
    }

    private async Task<bool> TryEmptyCartAsync(string userId, Activity? span)
    {
        try
        {
            await carts.EmptyCartAsync(new EmptyCartRequest { UserId = userId }, limits.Emptying());
            return true;
        }
        catch (RpcException error)
        {
            // The order stands, so a cart that could not be emptied is not an error.
            logger.CartNotEmptied(error, userId);
            CheckoutTelemetry.CartKept(span);
            return false;
        }
    }
}
