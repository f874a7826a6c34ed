using System.Diagnostics;
using Grpc.Core;
using Oteldemo;
using OtelShop.Payments.Cards;
using OtelShop.Payments.Charges;
using OtelShop.ServiceDefaults;
using OtelShop.ServiceDefaults.Validation;

namespace OtelShop.Payments;

internal sealed class PaymentService(
    PaymentFaults faults, CardChecks checks, ChargeStore charges, RefundStore refunds, PaymentTelemetry telemetry, ILogger<PaymentService> logger)
    : Oteldemo.PaymentService.PaymentServiceBase
{
    public override async Task<ChargeResponse> Charge(ChargeRequest request, ServerCallContext context)
    {
        using var span = PaymentTelemetry.StartCharge(request);
        try
        {
            // Compat: upstream answers UNKNOWN before it validates the request.
            if (await faults.FailureOfAsync(request, span, context.CancellationToken) is { } failure)
                throw new RpcException(new Status(StatusCode.Unknown, failure));

            var charge = Accept(request, span);
            var recorded = await charges.RecordAsync(charge, context.CancellationToken);
            RequireUsable(recorded);

            if (recorded.TransactionId == charge.TransactionId)
                Completed(charge, span);
            else
                logger.ChargeRepeated(recorded.TransactionId);
            return new ChargeResponse { TransactionId = recorded.TransactionId.ToString() };
        }
        catch (Exception error)
        {
            PaymentTelemetry.Failed(span, error);
            if (error is PreconditionFailedException declined)
                logger.ChargeDeclined(declined.Reason);
            throw;
        }
    }

    public override async Task<RefundResponse> Refund(RefundRequest request, ServerCallContext context)
    {
        var order = PaymentRequests.ReadRefund(request);
        var refund = await refunds.RefundAsync(order, context.CancellationToken);
        if (refund is null)
            throw new NotFoundException("There is no such charge.");

        if (refund.RefundId == order.RefundId)
            telemetry.Refunded(refund.Amount.CurrencyCode);
        logger.Refunded(refund.RefundId, PaymentTelemetry.Text(refund.Amount), refund.Amount.CurrencyCode);
        return new RefundResponse { RefundId = refund.RefundId.ToString(), Amount = refund.Amount };
    }

    private Charge Accept(ChargeRequest request, Activity? span)
    {
        var violations = new FieldViolations();
        PaymentRequests.CheckCharge(request, violations);
        var number = CardChecks.Read(request.CreditCard, violations);
        PaymentTelemetry.CardRead(span, number, request.CreditCard);
        violations.ThrowIfAny();

        checks.RequireAcceptable(number!, request.CreditCard);
        return new Charge(Guid.NewGuid(), request.IdempotencyKey is { Length: > 0 } key ? key : null, request.Amount, number!);
    }

    private static void RequireUsable(RecordedCharge recorded)
    {
        if (recorded.State == ChargeState.Voided)
            throw new PreconditionFailedException("CHARGE_VOIDED", "The charge was given up before it arrived.");
        new FieldViolations()
            .Require(recorded.IsSameCharge, "idempotency_key", "stands for a charge of another amount or card")
            .ThrowIfAny();
        if (recorded.State == ChargeState.Refunded)
            throw new PreconditionFailedException("CHARGE_REFUNDED", "The charge was refunded and is not made again.");
    }

    private void Completed(Charge charge, Activity? span)
    {
        var loyaltyLevel = PaymentTelemetry.PickLoyaltyLevel();
        telemetry.Charged(span, charge.Amount.CurrencyCode, loyaltyLevel);
        logger.TransactionComplete(
            charge.TransactionId, PaymentTelemetry.Text(charge.Amount), charge.Amount.CurrencyCode, charge.Card.Brand, charge.Card.Masked, loyaltyLevel);
    }
}
