using Oteldemo;
using OtelShop.Checkouts.Calls;

namespace OtelShop.Checkouts.Preparation;

/// <summary>Converts prices to the shopper's currency, rounded to its minor unit, so that the receipt adds up.</summary>
internal sealed class PriceConversion(CurrencyService.CurrencyServiceClient currency, CallLimits limits)
{
    /// <summary>Converts equal prices once and skips prices that already are in the currency.</summary>
    /// <returns>For each of the prices what it is in the currency.</returns>
    public async Task<IReadOnlyDictionary<Money, Money>> ConvertAsync(
        IEnumerable<Money> prices, string currencyCode, CancellationToken cancellationToken)
    {
        var conversions = prices.Distinct().Select(async price => (price, await ConvertAsync(price, currencyCode, cancellationToken)));
        return (await Task.WhenAll(conversions)).ToDictionary(pair => pair.price, pair => pair.Item2);
    }

    private async Task<Money> ConvertAsync(Money price, string currencyCode, CancellationToken cancellationToken)
    {
        if (price.CurrencyCode == currencyCode)
            return price.RoundToMinorUnit();

        var request = new CurrencyConversionRequest { From = price, ToCode = currencyCode };
        var converted = await Dependency.Currency.CallAsync(currency.ConvertAsync(request, limits.Preparing(cancellationToken)));
        return converted.RoundToMinorUnit();
    }
}
