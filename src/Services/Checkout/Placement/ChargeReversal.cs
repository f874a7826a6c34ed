using System.Data.Common;
using Microsoft.EntityFrameworkCore.Storage;
using OtelShop.ServiceDefaults;

namespace OtelShop.Checkouts.Placement;

/// <summary>Refunds an order that may have been charged.</summary>
internal sealed class ChargeReversal(OrderStore orders, PaymentGateway payments, ILogger<ChargeReversal> logger)
{
    /// <returns>Whether the order is undone; when not, it stays marked and <see cref="PendingOrderRecovery"/> comes back to it.</returns>
    public async Task<bool> ReverseAsync(Guid orderId)
    {
        try
        {
            if (!await orders.BeginRefundAsync(orderId))
                return true;

            await payments.RefundAsync(orderId);
            await orders.FinishRefundAsync(orderId);
            logger.ChargeGivenBack(orderId);
            return true;
        }
        catch (Exception error) when (error is UnavailableException or DbException or RetryLimitExceededException)
        {
            logger.ChargeNotGivenBack(error, orderId);
            return false;
        }
    }
}
