using System.Diagnostics;
using Grpc.Core;
using Oteldemo;
using OtelShop.Checkouts.Placement;
using OtelShop.Checkouts.Preparation;
using OtelShop.ServiceDefaults;
using OtelShop.ServiceDefaults.Rpc;

namespace OtelShop.Checkouts;

internal sealed class CheckoutService(
    OrderLimiter limiter,
    OrderPreparation preparation,
    OrderStore orders,
    FirstOrder first,
    OrderPlacement placement,
    OrderFulfillment fulfillment,
    ILogger<CheckoutService> logger)
    : Oteldemo.CheckoutService.CheckoutServiceBase
{
    public override async Task<PlaceOrderResponse> PlaceOrder(PlaceOrderRequest request, ServerCallContext context)
    {
        var span = Activity.Current;
        PlaceOrderRules.Check(request);
        CheckoutTelemetry.OrderAsked(span, request);
        logger.OrderAsked(request.UserId, request.UserCurrency);

        while (true)
        {
            StoredOrder? repeated;
            using (limiter.Acquire())
            {
                (var order, repeated) = await PrepareAsync(request, context.CancellationToken);
                context.CancellationToken.ThrowIfCancellationRequested();
                if (order is not null && await orders.TryAddPendingAsync(order))
                    return await PlaceAsync(order, context);
                repeated ??= await orders.FindFirstAsync(order!, context.CancellationToken);
            }

            // When the earlier request fails, or has failed already, this one tries again.
            if (repeated is not null && await first.AwaitAsync(repeated, context.CancellationToken) is { } result)
            {
                CheckoutTelemetry.Repeated(span, result);
                logger.OrderRepeated(result.OrderId);
                return new PlaceOrderResponse { Order = result };
            }
        }
    }

    // The order that this request repeats may have changed what the preparation reads: most of all, it empties the cart.
    private async Task<(PreparedOrder? Order, StoredOrder? Repeated)> PrepareAsync(PlaceOrderRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var order = await preparation.PrepareAsync(request, cancellationToken);
            CheckoutTelemetry.Prepared(Activity.Current);
            return (order, null);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            var isCartEmpty = error is PreconditionFailedException { Reason: OrderPreparation.CartEmpty };
            if (await orders.FindRepeatedAsync(request, isCartEmpty, cancellationToken) is { State: "pending" or "confirmed" } repeated)
                return (null, repeated);
            if (error is UnavailableException)
                throw new UnavailableException($"The order was not placed: {error.Message}", error, OrderFailureReasons.NotPlaced);
            throw;
        }
    }

    private async Task<PlaceOrderResponse> PlaceAsync(PreparedOrder order, ServerCallContext context)
    {
        var result = await placement.PlaceAsync(order);
        if (!await fulfillment.TryFulfilAsync(result, order.Request))
            CartNotEmptiedTrailer.AddTo(context.ResponseTrailers);
        CheckoutTelemetry.Placed(Activity.Current, order, result);
        logger.OrderPlaced(result.OrderId, order.Total.ToDecimal(), order.Total.CurrencyCode,
            order.ShippingCost.ToDecimal(), order.Items.Count, result.ShippingTrackingId);
        return new PlaceOrderResponse { Order = result };
    }
}
