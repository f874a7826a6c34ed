using System.Diagnostics;
using Grpc.Core;
using Oteldemo;
using OtelShop.Checkouts.Preparation;
using OtelShop.ServiceDefaults;
using OtelShop.ServiceDefaults.Rpc;

namespace OtelShop.Checkouts.Placement;

/// <summary>Answers a valid request with its order: its own, or that of the request that it repeats.</summary>
internal sealed class PlaceOrderHandler(
    OrderLimiter limiter,
    OrderPreparation preparation,
    OrderStore orders,
    FirstOrder first,
    OrderPlacement placement,
    OrderFulfillment fulfillment,
    CheckoutMetrics metrics,
    ILogger<PlaceOrderHandler> logger)
{
    public async Task<PlaceOrderResponse> HandleAsync(PlaceOrderRequest request, ServerCallContext context)
    {
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
                if (repeated.HasOtherDetailsThan(request))
                    throw Refuse(repeated, request);
                CheckoutTelemetry.Repeated(Activity.Current, result);
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

    private static PreconditionFailedException Refuse(StoredOrder repeated, PlaceOrderRequest request) => repeated.Key == request.IdempotencyKey
        ? new(OrderFailureReasons.KeyReused, "This idempotency key has placed an order with other details. Use a new key for another order.")
        : new(OrderPreparation.CartEmpty, "The cart has just been ordered with other details.");

    private async Task<PlaceOrderResponse> PlaceAsync(PreparedOrder order, ServerCallContext context)
    {
        var result = await placement.PlaceAsync(order);
        metrics.Placed(order);
        if (!await fulfillment.TryFulfilAsync(result, order.Request))
            CartNotEmptiedTrailer.AddTo(context.ResponseTrailers);
        CheckoutTelemetry.Placed(Activity.Current, order, result);
        logger.OrderPlaced(result.OrderId, (double)order.Total.ToDecimal(), order.Total.CurrencyCode,
            (double)order.ShippingCost.ToDecimal(), order.Items.Count, result.ShippingTrackingId);
        return new PlaceOrderResponse { Order = result };
    }
}
