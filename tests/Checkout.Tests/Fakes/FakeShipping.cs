using System.Collections.Concurrent;
using Grpc.Core;
using Oteldemo;

namespace OtelShop.Checkout.Tests.Fakes;

internal sealed class FakeShipping : ShippingService.ShippingServiceBase
{
    public decimal QuoteUsd { get; set; } = 8.99m;

    public Failure QuoteFails { get; } = new();

    public Failure ShipFails { get; } = new();

    /// <summary>Set, an order is shipped but the answer is lost.</summary>
    public Failure ShipAnswerLost { get; } = new();

    public Rendezvous Meeting { get; set; } = Rendezvous.None;

    /// <summary>Called while an order is being shipped, which is after it was confirmed.</summary>
    public Func<Task> WhileShipping { get; set; } = () => Task.CompletedTask;

    /// <summary>Parcels by idempotency key.</summary>
    public ConcurrentDictionary<string, ShipOrderRequest> Shipped { get; } = new();

    public override async Task<GetQuoteResponse> GetQuote(GetQuoteRequest request, ServerCallContext context)
    {
        await Meeting.ArriveAsync();
        QuoteFails.ThrowIfSet();
        return new GetQuoteResponse { CostUsd = Money.FromDecimal("USD", QuoteUsd) };
    }

    public override async Task<ShipOrderResponse> ShipOrder(ShipOrderRequest request, ServerCallContext context)
    {
        await WhileShipping();
        ShipFails.ThrowIfSet();
        Shipped[request.IdempotencyKey] = request;
        ShipAnswerLost.ThrowIfSet();
        return new ShipOrderResponse { TrackingId = "parcel of " + request.IdempotencyKey };
    }
}
