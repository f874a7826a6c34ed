using System.Collections.Concurrent;
using Grpc.Core;
using Oteldemo;

namespace OtelShop.Checkout.Tests.Fakes;

internal sealed class FakePayment : PaymentService.PaymentServiceBase
{
    public Failure ChargeFails { get; } = new();

    public Failure RefundFails { get; } = new();

    /// <summary>Set, a charge is made but its answer is lost.</summary>
    public Failure ChargeAnswerLost { get; } = new();

    /// <summary>The one order whose refund fails.</summary>
    public string? FailingRefund { get; set; }

    /// <summary>Called while an order is being charged, which is before it is confirmed.</summary>
    public Func<string, Task> WhileCharging { get; set; } = _ => Task.CompletedTask;

    /// <summary>Charges that were not refunded, by idempotency key.</summary>
    public ConcurrentDictionary<string, ChargeRequest> Charged { get; } = new();

    public ConcurrentDictionary<string, RefundRequest> Refunded { get; } = new();

    public ConcurrentQueue<RefundRequest> RefundsAsked { get; } = new();

    public override async Task<ChargeResponse> Charge(ChargeRequest request, ServerCallContext context)
    {
        ChargeFails.ThrowIfSet();
        Charged[request.IdempotencyKey] = request;
        await WhileCharging(request.IdempotencyKey);
        ChargeAnswerLost.ThrowIfSet();
        return new ChargeResponse { TransactionId = "transaction of " + request.IdempotencyKey };
    }

    public override Task<RefundResponse> Refund(RefundRequest request, ServerCallContext context)
    {
        RefundsAsked.Enqueue(request);
        RefundFails.ThrowIfSet();
        if (request.IdempotencyKey == FailingRefund)
            throw new RpcException(new Status(StatusCode.Internal, "The refund fails."));
        if (!Charged.TryRemove(request.IdempotencyKey, out var charge))
            throw new RpcException(new Status(StatusCode.NotFound, "There is no such charge."));

        Refunded[request.IdempotencyKey] = request;
        return Task.FromResult(new RefundResponse { RefundId = Guid.NewGuid().ToString(), Amount = charge.Amount });
    }
}
