using System.Collections.Concurrent;
using Grpc.Core;
using Oteldemo;

namespace OtelShop.Checkout.Tests.Fakes;

/// <summary>Converts by rates per US dollar, exact to the nano.</summary>
internal sealed class FakeCurrency : CurrencyService.CurrencyServiceBase
{
    public ConcurrentDictionary<string, decimal> Rates { get; } = new() { ["USD"] = 1m, ["EUR"] = 0.884564352m, ["JPY"] = 111.809m };

    public Failure Fails { get; } = new();

    public Rendezvous Meeting { get; set; } = Rendezvous.None;

    public ConcurrentQueue<CurrencyConversionRequest> Asked { get; } = new();

    public override async Task<Money> Convert(CurrencyConversionRequest request, ServerCallContext context)
    {
        Asked.Enqueue(request);
        await Meeting.ArriveAsync();
        if (!Rates.TryGetValue(request.ToCode, out var rate))
            Fails.SetViolation("to_code");
        Fails.ThrowIfSet();
        return Money.FromDecimal(request.ToCode, decimal.Round(request.From.ToDecimal() * rate, 9));
    }
}
