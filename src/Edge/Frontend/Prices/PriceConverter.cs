using Oteldemo;

namespace OtelShop.Frontends.Prices;

internal sealed class PriceConverter(CurrencyService.CurrencyServiceClient currencies)
{
    /// <summary>Converts the amounts to the currency, equal amounts once. An empty currency leaves them unchanged.</summary>
    public async Task<IReadOnlyDictionary<Money, Money>> ConvertAsync(IEnumerable<Money> amounts, string? currency, CancellationToken cancellationToken)
    {
        var conversions = amounts.Distinct().ToDictionary(amount => amount, amount => ConvertAsync(amount, currency, cancellationToken));
        await Task.WhenAll(conversions.Values);
        return conversions.ToDictionary(pair => pair.Key, pair => pair.Value.Result);
    }

    public async Task<Money> ConvertAsync(Money amount, string? currency, CancellationToken cancellationToken) =>
        string.IsNullOrEmpty(currency) || currency == amount.CurrencyCode
            ? amount
            : await currencies.ConvertAsync(new CurrencyConversionRequest { From = amount, ToCode = currency }, cancellationToken: cancellationToken);
}
