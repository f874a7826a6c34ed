using Grpc.Core;
using Oteldemo;

namespace OtelShop.FraudDetections;

/// <summary>Converts totals to US dollars, the currency of the limits.</summary>
internal sealed class DollarConversion(CurrencyService.CurrencyServiceClient currency)
{
    private const string Dollars = "USD";

    /// <returns>Null when there is no rate for the currency or the amount is too large.</returns>
    /// <exception cref="RpcException">The currency service cannot be reached.</exception>
    public async Task<decimal?> ConvertAsync(string currencyCode, decimal amount, CancellationToken cancellationToken)
    {
        if (amount == 0 || currencyCode == Dollars)
            return amount;
        try
        {
            var request = new CurrencyConversionRequest { From = Money.FromDecimal(currencyCode, amount), ToCode = Dollars };
            return (await currency.ConvertAsync(request, cancellationToken: cancellationToken)).ToDecimal();
        }
        catch (OverflowException)
        {
            return null;
        }
        catch (RpcException error) when (error.StatusCode == StatusCode.InvalidArgument)
        {
            return null;
        }
    }
}
