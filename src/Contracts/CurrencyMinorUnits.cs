using System.Collections.Frozen;

namespace OtelShop.Contracts;

/// <summary>How many decimals an amount in a currency has when it is charged (ISO 4217, "minor unit"), for the currencies that the shop trades in.</summary>
public static class CurrencyMinorUnits
{
    private const int Usual = 2;

    private static readonly FrozenSet<string> WithoutFraction = FrozenSet.Create(StringComparer.Ordinal, "ISK", "JPY", "KRW");

    private static readonly FrozenSet<string> Traded = FrozenSet.Create(
        StringComparer.Ordinal,
        "AUD", "BGN", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "EUR", "GBP", "HKD", "HRK", "HUF", "IDR", "ILS", "INR", "ISK",
        "JPY", "KRW", "MXN", "MYR", "NOK", "NZD", "PHP", "PLN", "RON", "RUB", "SEK", "SGD", "THB", "TRY", "USD", "ZAR");

    /// <summary>The number of decimals of a currency.</summary>
    /// <param name="currencyCode">ISO 4217 code in capitals.</param>
    /// <exception cref="ArgumentException">The shop does not trade in this currency.</exception>
    public static int Of(string currencyCode) =>
        TryGet(currencyCode, out var decimals)
            ? decimals
            : throw new ArgumentException($"The shop does not trade in '{currencyCode}'.", nameof(currencyCode));

    /// <summary>The number of decimals of a currency, where the shop trades in it.</summary>
    /// <param name="currencyCode">ISO 4217 code in capitals.</param>
    /// <param name="decimals">The number of decimals.</param>
    public static bool TryGet(string currencyCode, out int decimals)
    {
        decimals = WithoutFraction.Contains(currencyCode) ? 0 : Usual;
        return Traded.Contains(currencyCode);
    }
}
