using System.Diagnostics;
using Grpc.Core;
using Oteldemo;
using OtelShop.Checkouts.Calls;
using OtelShop.ServiceDefaults;
using OtelShop.ServiceDefaults.Validation;

namespace OtelShop.Checkouts.Placement;

/// <summary>Ships a confirmed order and takes it out of the cart. Both may be repeated: the order id is the key.</summary>
internal sealed class OrderFulfillment(
    OrderStore orders, ShippingService.ShippingServiceClient shipping, CartService.CartServiceClient carts, CallLimits limits, ILogger<OrderFulfillment> logger)
{
    /// <summary>Does at once what the outbox does otherwise. A failure changes nothing about the order.</summary>
    /// <returns>Whether the items have left the cart.</returns>
    public async Task<bool> TryFulfilAsync(OrderResult order, PlaceOrderRequest request)
    {
        var removal = TryRemoveAsync(order, request.UserId);
        var isShipped = await TryShipAsync(order);
        var isRemoved = await removal;
        // The caller does not wait for the record: without it the outbox ships again with the same key, which changes nothing.
        if (isShipped)
            _ = RecordShipmentAsync(order, request.Email, isRemoved);
        return isRemoved;
    }

    /// <summary>Gives the order its tracking id.</summary>
    public async Task ShipAsync(OrderResult order)
    {
        var request = new ShipOrderRequest { Address = order.ShippingAddress, Items = { order.Items.Select(line => line.Item) }, IdempotencyKey = order.OrderId };
        order.ShippingTrackingId = (await Dependency.Shipping.CallAsync(shipping.ShipOrderAsync(request, limits.Shipping()))).TrackingId;
        CheckoutTelemetry.Shipped(Activity.Current, order.ShippingTrackingId);
    }

    public async Task RemoveAsync(OrderResult order, string userId)
    {
        var request = new RemoveOrderedRequest { UserId = userId, OrderId = order.OrderId, Items = { order.Items.Select(line => line.Item) } };
        try
        {
            await carts.RemoveOrderedAsync(request, limits.Emptying());
        }
        catch (RpcException error) when (error.StatusCode == StatusCode.Unimplemented)
        {
            // Compat: upstream's cart can only be emptied.
            await carts.EmptyCartAsync(new EmptyCartRequest { UserId = userId }, limits.Emptying());
        }
    }

    private async Task<bool> TryShipAsync(OrderResult order)
    {
        try
        {
            await ShipAsync(order);
            return true;
        }
        catch (Exception error) when (error is UnavailableException or InvalidRequestException or PreconditionFailedException or NotFoundException)
        {
            logger.NotShipped(error, order.OrderId);
            return false;
        }
    }

    private async Task RecordShipmentAsync(OrderResult order, string email, bool isRemoved)
    {
        try
        {
            await orders.RecordShipmentAsync(order, email, isRemoved);
        }
        catch (Exception error)
        {
            logger.ShipmentNotRecorded(error, order.OrderId);
        }
    }

    private async Task<bool> TryRemoveAsync(OrderResult order, string userId)
    {
        try
        {
            await RemoveAsync(order, userId);
            return true;
        }
        catch (RpcException error)
        {
            logger.CartNotEmptied(error, userId);
            CheckoutTelemetry.CartKept(Activity.Current);
            return false;
        }
    }
}
