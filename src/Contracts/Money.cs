using OtelShop.Contracts;

namespace Oteldemo;

/// <summary>Exact arithmetic for the wire's amounts: units + nanos / 10^9.</summary>
public sealed partial class Money
{
    private const int NanosPerUnit = 1_000_000_000;

    /// <summary>An amount as the wire tells it.</summary>
    /// <param name="currencyCode">ISO 4217 code in capitals.</param>
    /// <param name="amount">The amount; what lies below a nano is rounded half to even.</param>
    /// <exception cref="OverflowException">The amount does not fit into 64 bits of units.</exception>
    public static Money FromDecimal(string currencyCode, decimal amount)
    {
        var exact = decimal.Round(amount, 9, MidpointRounding.ToEven);
        var units = decimal.Truncate(exact);
        return new Money { CurrencyCode = currencyCode, Units = decimal.ToInt64(units), Nanos = decimal.ToInt32((exact - units) * NanosPerUnit) };
    }

    /// <summary>The amount as a decimal, exact: 19 digits of units and 9 of nanos fit into its 28.</summary>
    public decimal ToDecimal() => Units + ((decimal)Nanos / NanosPerUnit);

    /// <summary>The amount rounded to the currency's minor unit, half away from zero as on a receipt.</summary>
    /// <exception cref="ArgumentException">The shop does not trade in this currency.</exception>
    public Money RoundToMinorUnit() =>
        FromDecimal(CurrencyCode, decimal.Round(ToDecimal(), CurrencyMinorUnits.Of(CurrencyCode), MidpointRounding.AwayFromZero));
}
