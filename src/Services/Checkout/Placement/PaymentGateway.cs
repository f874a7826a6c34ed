using Grpc.Core;
using Grpc.Net.ClientFactory;
using OpenFeature;
using Oteldemo;
using OtelShop.Checkouts.Calls;
using OtelShop.Checkouts.Preparation;
using OtelShop.ServiceDefaults;

namespace OtelShop.Checkouts.Placement;

/// <summary>Charges and refunds with the order id as idempotency key, so that a retry moves no money twice.</summary>
internal sealed class PaymentGateway(
    PaymentService.PaymentServiceClient payment, GrpcClientFactory clients, IFeatureClient flags, CallLimits limits)
{
    /// <summary>Name of the client for <c>paymentUnreachable</c>, whose address does not exist.</summary>
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
        var target = await flags.GetBooleanValueAsync("paymentUnreachable", false)
            ? clients.CreateClient<PaymentService.PaymentServiceClient>(Unreachable)
            : payment;
        return (await Dependency.Payment.CallAsync(target.ChargeAsync(request, limits.Charging()))).TransactionId;
    }

    /// <summary>Refunds the order. A charge that is still in flight is refused later.</summary>
    /// <returns>False when this payment service offers no refunds, as upstream's.</returns>
    public async Task<bool> TryRefundAsync(Guid orderId)
    {
        try
        {
            await Dependency.Payment.CallAsync(payment.RefundAsync(new RefundRequest { IdempotencyKey = orderId.ToString() }, limits.Charging()));
            return true;
        }
        catch (NotFoundException)
        {
            // Without a charge there is nothing to refund.
            return true;
        }
        catch (UnavailableException error) when (error.InnerException is RpcException { StatusCode: StatusCode.Unimplemented })
        {
            return false;
        }
    }
}
