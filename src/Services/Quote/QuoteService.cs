using Grpc.Core;
using Oteldemo;

namespace OtelShop.Quotes;

internal sealed class QuoteService(QuoteCalculator calculator) : Oteldemo.QuoteService.QuoteServiceBase
{
    public override Task<CalculateQuoteResponse> CalculateQuote(CalculateQuoteRequest request, ServerCallContext context)
    {
        var total = calculator.Calculate(request.NumberOfItems, "number_of_items");
        return Task.FromResult(new CalculateQuoteResponse { CostUsd = Money.FromDecimal(QuoteCalculator.Currency, total) });
    }
}
