using Grpc.Net.ClientFactory;
using OpenFeature;
using Oteldemo;
using OtelShop.Checkouts.Calls;
using OtelShop.Checkouts.Preparation;
using OtelShop.ServiceDefaults;

namespace OtelShop.Checkouts.Placement;

/// <summary>Charges and refunds under the order's id as the key, so that asking twice moves money once.</summary>
internal sealed class PaymentGateway(
    PaymentService.PaymentServiceClient payment, GrpcClientFactory clients, IFeatureClient flags, CallLimits limits)
{
    /// <summary>Name of the client that <c>paymentUnreachable</c> charges with: its address leads nowhere.</summary>
    public const string Unreachable = "payment-unreachable";

    /// <returns>The id of the transaction.</returns>
    public async Task<string> ChargeAsync(PreparedOrder order)
    {
        var request = new ChargeRequest
        {
            Amount = order.Total,
            CreditCard = order.Request.CreditCard,
            IdempotencyKey = order.Id.ToString(),
        };
        var callee = await flags.GetBooleanValueAsync("paymentUnreachable", false)
            ? clients.CreateClient<PaymentService.PaymentServiceClient>(Unreachable)
            : payment;
        return (await Callee.Payment.AnswerAsync(callee.ChargeAsync(request, limits.Charging()))).TransactionId;
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
