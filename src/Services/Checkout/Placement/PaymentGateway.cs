using Oteldemo;
using OtelShop.Checkouts.Calls;
using OtelShop.Checkouts.Preparation;
using OtelShop.ServiceDefaults;

namespace OtelShop.Checkouts.Placement;

/// <summary>Charges and refunds under the order's id as the key, so that asking twice moves money once.</summary>
internal sealed class PaymentGateway(PaymentService.PaymentServiceClient payment, CallLimits limits)
{
    /// <returns>The id of the transaction.</returns>
    public async Task<string> ChargeAsync(PreparedOrder order)
    {
        var request = new ChargeRequest
        {
            Amount = order.Total,
            CreditCard = order.Request.CreditCard,
            IdempotencyKey = order.Id.ToString(),
        };
        return (await Callee.Payment.AnswerAsync(payment.ChargeAsync(request, limits.Charging()))).TransactionId;
    }

    /// <summary>Afterwards nothing is charged for the order, and nothing can be any more, even by a charge that is still on its way.</summary>
    public async Task RefundAsync(Guid orderId)
    {
        try
        {
            await Callee.Payment.AnswerAsync(payment.RefundAsync(new RefundRequest { IdempotencyKey = orderId.ToString() }, limits.Charging()));
        }
        catch (NotFoundException)
        {
            // The charge was never made, which is as good as refunded.
        }
    }
}
