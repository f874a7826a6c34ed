using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Storage;
using OtelShop.ServiceDefaults;

namespace OtelShop.Checkouts.Placement;

/// <summary>Refunds an order that may have been charged.</summary>
internal sealed class ChargeReversal(OrderStore orders, PaymentGateway payments, CheckoutMetrics metrics, ILogger<ChargeReversal> logger)
{
    private readonly ConcurrentQueue<Guid> _undecided = [];

    /// <summary>Gives the order up unless it is confirmed, and refunds it. <see cref="PendingOrderRecovery"/> repeats a refund that fails.</summary>
    public async Task<ReversalOutcome> ReverseAsync(Guid orderId)
    {
        try
        {
            if (!await orders.BeginRefundAsync(orderId))
                return await orders.StateAsync(orderId) == "confirmed" ? ReversalOutcome.Confirmed : ReversalOutcome.Undone;
        }
        catch (Exception error) when (IsOutage(error))
        {
            logger.OrderUndecided(error, orderId);
            _undecided.Enqueue(orderId);
            return ReversalOutcome.Unknown;
        }

        try
        {
            await RefundAsync(orderId);
            return ReversalOutcome.Undone;
        }
        catch (Exception error) when (IsOutage(error))
        {
            logger.ChargeNotRefunded(error, orderId);
            return ReversalOutcome.Refunding;
        }
    }

    /// <summary>Reverses again the orders that this process could not decide.</summary>
    public async Task RetryUndecidedAsync(CancellationToken cancellationToken)
    {
        for (var remaining = _undecided.Count; remaining > 0 && !cancellationToken.IsCancellationRequested; remaining--)
        {
            if (_undecided.TryDequeue(out var orderId))
                await ReverseAsync(orderId);
        }
    }

    private async Task RefundAsync(Guid orderId)
    {
        if (await payments.TryRefundAsync(orderId))
        {
            await orders.FinishRefundAsync(orderId);
            logger.ChargeRefunded(orderId);
        }
        else
        {
            await orders.AbandonRefundAsync(orderId);
            metrics.Unrefunded();
            logger.RefundNotOffered(orderId);
        }
    }

    private static bool IsOutage(Exception error) => error is UnavailableException or DbException or RetryLimitExceededException;
}

internal enum ReversalOutcome
{
    /// <summary>There is no order, and no charge that payment could refund.</summary>
    Undone,

    /// <summary>There is no order; a charge is refunded later.</summary>
    Refunding,

    /// <summary>The order is confirmed after all, and nothing was refunded.</summary>
    Confirmed,

    /// <summary>The database does not say.</summary>
    Unknown,
}
