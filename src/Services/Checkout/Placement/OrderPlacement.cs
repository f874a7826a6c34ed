using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;
using Oteldemo;
using OtelShop.Checkouts.Calls;
using OtelShop.Checkouts.Preparation;
using OtelShop.ServiceDefaults;
using OtelShop.ServiceDefaults.Rpc;
using OtelShop.ServiceDefaults.Validation;

namespace OtelShop.Checkouts.Placement;

/// <summary>Charges and confirms an order, or undoes it so that nothing stays charged.</summary>
internal sealed class OrderPlacement(
    OrderStore orders, PaymentGateway payments, CallLimits limits, ChargeReversal reversal, ILogger<OrderPlacement> logger)
{
    /// <summary>Places an order that is stored as pending.</summary>
    /// <returns>The confirmed order, not shipped yet.</returns>
    /// <exception cref="UnavailableException">With a reason of <see cref="OrderFailureReasons"/>.</exception>
    public async Task<OrderResult> PlaceAsync(PreparedOrder order)
    {
        // A charged order must be finished or undone, even when its caller cancels.
        limits.LeaveCaller();
        var transactionId = await ChargeAsync(order);
        var result = order.ToResult();
        try
        {
            if (await orders.ConfirmAsync(order, transactionId, result))
                return result;
        }
        catch (Exception error)
        {
            logger.OrderUndone(error, order.Id);
            if (await reversal.ReverseAsync(order.Id) is var outcome && outcome is not ReversalOutcome.Confirmed)
                throw Failed(error, outcome);
            return result;
        }

        throw Failed(cause: null, ReversalOutcome.Refunding);
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
            throw Failed(error, await reversal.ReverseAsync(order.Id));
        }
    }

    private static UnavailableException Failed(Exception? cause, ReversalOutcome outcome) => outcome switch
    {
        ReversalOutcome.Undone => new("The order was not placed, and nothing is charged.", cause, OrderFailureReasons.NotPlaced),
        ReversalOutcome.Refunding => new("The order was not placed. A charge, if there is one, is refunded.", cause, OrderFailureReasons.NotPlaced),
        _ => new("It is not known yet whether the order was placed. Send the same request again to find out.", cause, OrderFailureReasons.Unknown),
    };

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
