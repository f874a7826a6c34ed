using Grpc.Core;
using Oteldemo;

namespace OtelShop.FraudDetection.Tests;

/// <summary>Converts to US dollars at the rates of the shop.</summary>
internal sealed class FakeCurrency : CurrencyService.CurrencyServiceBase
{
    private static readonly Dictionary<string, decimal> RatesPerDollar = new() { ["ISK"] = 121.0085m, ["JPY"] = 111.8089m, ["KWD"] = 0.3m };

    public override Task<Money> Convert(CurrencyConversionRequest request, ServerCallContext context) =>
        RatesPerDollar.TryGetValue(request.From.CurrencyCode, out var rate)
            ? Task.FromResult(Money.FromDecimal(request.ToCode, request.From.ToDecimal() / rate))
            : throw new RpcException(new Status(StatusCode.InvalidArgument, "from.currency_code is not a supported currency"));
}

/// <summary>Calls <see cref="FakeCurrency"/> without a network.</summary>
internal sealed class FakeCurrencyClient : CurrencyService.CurrencyServiceClient
{
    private readonly FakeCurrency _service = new();

    public override AsyncUnaryCall<Money> ConvertAsync(
        CurrencyConversionRequest request, Metadata? headers = null, DateTime? deadline = null, CancellationToken cancellationToken = default) =>
        new(ConvertAsync(request), Task.FromResult(new Metadata()), () => Status.DefaultSuccess, () => [], () => { });

    private async Task<Money> ConvertAsync(CurrencyConversionRequest request) => await _service.Convert(request, null!);
}
