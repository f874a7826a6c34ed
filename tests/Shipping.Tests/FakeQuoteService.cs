using Grpc.Core;
using Oteldemo;

namespace OtelShop.Shippings.Tests;

/// <summary>Quotes 8.99 dollars a piece, or fails as told.</summary>
internal sealed class FakeQuoteService : QuoteService.QuoteServiceBase
{
    public StatusCode? Failure { get; set; }

    public override Task<CalculateQuoteResponse> CalculateQuote(CalculateQuoteRequest request, ServerCallContext context) =>
        Failure is { } failure
            ? throw new RpcException(new Status(failure, "told to fail"))
            : Task.FromResult(new CalculateQuoteResponse { CostUsd = Money.FromDecimal("USD", 8.99m * request.NumberOfItems) });
}
