using Grpc.Core;
using Oteldemo;
using OtelShop.ServiceDefaults.Validation;

namespace OtelShop.Currencies;

internal sealed class CurrencyService(CurrencyTelemetry telemetry, ILogger<CurrencyService> logger) : Oteldemo.CurrencyService.CurrencyServiceBase
{
    public override Task<GetSupportedCurrenciesResponse> GetSupportedCurrencies(Empty request, ServerCallContext context)
    {
        logger.ListingCurrencies();
        return Task.FromResult(new GetSupportedCurrenciesResponse { CurrencyCodes = { ExchangeRates.Codes } });
    }

    public override Task<Money> Convert(CurrencyConversionRequest request, ServerCallContext context)
    {
        var violations = new FieldViolations();
        if (request.From is { } from)
        {
            from.Validate(violations, "from");
            violations.Require(ExchangeRates.Supports(from.CurrencyCode), "from.currency_code", "is not a supported currency");
        }
        else
        {
            violations.Add("from", "is missing");
        }

        violations
            .Require(ExchangeRates.Supports(request.ToCode), "to_code", "is not a supported currency")
            .ThrowIfAny();
        return Task.FromResult(Convert(request.From, request.ToCode));
    }

    private Money Convert(Money from, string toCode)
    {
        CurrencyTelemetry.Describe(from.CurrencyCode, toCode);
        if (!ExchangeRates.TryConvert(from, toCode, out var converted))
            throw new InvalidRequestException("from.units", "is too large to be converted");

        telemetry.Converted(toCode);
        logger.Converted(from.CurrencyCode, toCode);
        return converted;
    }
}
