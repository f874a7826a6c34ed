using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;
using Oteldemo;
using OtelShop.Checkouts.Calls;
using OtelShop.Checkouts.Preparation;
using OtelShop.ServiceDefaults;
using OtelShop.ServiceDefaults.Validation;

namespace OtelShop.Checkouts.Placement;

/// <summary>Charges, ships and confirms an order, or undoes it so that nothing stays charged.</summary>
internal sealed class OrderPlacement(
    OrderStore orders,
    PaymentGateway payments,
    ShippingService.ShippingServiceClient shipping,
    CallLimits limits,
    ChargeReversal reversal,
    ILogger<OrderPlacement> logger)
{
    public async Task<OrderResult> PlaceAsync(PreparedOrder order, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await orders.AddPendingAsync(order, cancellationToken);

        // A charged order must be finished or undone, even when its caller cancels.
        limits.LeaveCaller();
        var transactionId = await ChargeAsync(order);
        try
        {
            return await ShipAndConfirmAsync(order, transactionId);
        }
        catch (Exception error)
        {
            logger.OrderUndone(error, order.Id);
            await reversal.ReverseAsync(order.Id);
            throw;
        }
    }

    private async Task<string> ChargeAsync(PreparedOrder order)
    {
        try
        {
            var transactionId = await payments.ChargeAsync(order);
            CheckoutTelemetry.Charged(Activity.Current, transactionId);
            logger.PaymentWentThrough(order.Id, transactionId);
            return transactionId;
        }
        catch (Exception error) when (error is InvalidRequestException or PreconditionFailedException)
        {
            await DiscardAsync(order.Id);
            throw;
        }
        catch (Exception error)
        {
            // Payment did not decline: it may have charged although the reply is lost.
            logger.OrderUndone(error, order.Id);
            await reversal.ReverseAsync(order.Id);
            throw;
        }
    }

    private async Task<OrderResult> ShipAndConfirmAsync(PreparedOrder order, string transactionId)
    {
        var request = new ShipOrderRequest { Address = order.Request.Address, Items = { order.Items.Select(line => line.Item) } };
        var trackingId = (await Dependency.Shipping.CallAsync(shipping.ShipOrderAsync(request, limits.Shipping()))).TrackingId;
        CheckoutTelemetry.Shipped(Activity.Current, trackingId);

        var result = new OrderResult
        {
            OrderId = order.Id.ToString(),
            ShippingTrackingId = trackingId,
            ShippingCost = order.ShippingCost,
            ShippingAddress = order.Request.Address,
            Items = { order.Items },
        };
        if (!await orders.ConfirmAsync(order, transactionId, result))
            throw new UnavailableException("The order took too long and was given up; nothing is charged.");
        return result;
    }

    private async Task DiscardAsync(Guid orderId)
    {
        try
        {
            await orders.DiscardAsync(orderId);
        }
        catch (Exception error) when (error is DbException or RetryLimitExceededException)
        {
            logger.OrderNotDiscarded(error, orderId);
        }
    }
}
