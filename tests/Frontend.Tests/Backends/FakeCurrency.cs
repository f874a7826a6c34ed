using Grpc.Core;
using Oteldemo;

namespace OtelShop.Frontend.Tests.Backends;

internal sealed class FakeCurrency(ShopState shop) : CurrencyService.CurrencyServiceBase
{
    public override Task<GetSupportedCurrenciesResponse> GetSupportedCurrencies(Empty request, ServerCallContext context)
    {
        shop.Receive(new GetSupportedCurrenciesResponse());
        return Task.FromResult(new GetSupportedCurrenciesResponse { CurrencyCodes = { "USD", "EUR", "JPY" } });
    }

    /// <summary>A euro is two dollars, a yen is one cent.</summary>
    public override Task<Money> Convert(CurrencyConversionRequest request, ServerCallContext context)
    {
        shop.Receive(request);
        var rate = request.ToCode switch
        {
            "USD" => 1m,
            "EUR" => 0.5m,
            "JPY" => 100m,
            _ => throw Refusal.Invalid(("to_code", "is no currency.")),
        };
        return Task.FromResult(Money.FromDecimal(request.ToCode, request.From.ToDecimal() * rate));
    }
}
