using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Oteldemo;

namespace OtelShop.Currencies;

/// <summary>Exchange rates to the euro, with exact conversion.</summary>
internal static class ExchangeRates
{
    private const long NanosPerUnit = 1_000_000_000;

    // Every rate has at most five decimals; as integers, the quotient of two rates is exact.
    private const decimal Scale = 100_000;

    private static readonly FrozenDictionary<string, long> ScaledRates = new Dictionary<string, decimal>
    {
        ["EUR"] = 1.0m,
        ["USD"] = 1.1305m,
        ["JPY"] = 126.40m,
        ["BGN"] = 1.9558m,
        ["CZK"] = 25.592m,
        ["DKK"] = 7.4609m,
        ["GBP"] = 0.85970m,
        ["HUF"] = 315.51m,
        ["PLN"] = 4.2996m,
        ["RON"] = 4.7463m,
        ["SEK"] = 10.5375m,
        ["CHF"] = 1.1360m,
        ["ISK"] = 136.80m,
        ["NOK"] = 9.8040m,
        ["HRK"] = 7.4210m,
        ["RUB"] = 74.4208m,
        ["TRY"] = 6.1247m,
        ["AUD"] = 1.6072m,
        ["BRL"] = 4.2682m,
        ["CAD"] = 1.5128m,
        ["CNY"] = 7.5857m,
        ["HKD"] = 8.8743m,
        ["IDR"] = 15999.40m,
        ["ILS"] = 4.0875m,
        ["INR"] = 79.4320m,
        ["KRW"] = 1275.05m,
        ["MXN"] = 21.7999m,
        ["MYR"] = 4.6289m,
        ["NZD"] = 1.6679m,
        ["PHP"] = 59.083m,
        ["SGD"] = 1.5349m,
        ["THB"] = 36.012m,
        ["ZAR"] = 16.0583m,
    }.ToFrozenDictionary(rate => rate.Key, rate => (long)(rate.Value * Scale), StringComparer.Ordinal);

    /// <summary>Supported codes in alphabetical order.</summary>
    public static ImmutableArray<string> Codes { get; } = [.. ScaledRates.Keys.Order(StringComparer.Ordinal)];

    public static bool Supports(string code) => ScaledRates.ContainsKey(code);

    /// <summary>Converts between two supported currencies, rounded to nanos half to even.</summary>
    /// <returns>False if the result exceeds the range of Money.</returns>
    public static bool TryConvert(Money from, string toCode, [NotNullWhen(true)] out Money? converted)
    {
        // 2^63 units in nanos times the largest scaled rate (1.6e9) is below 2^127, so no step overflows.
        var nanos = ((Int128)from.Units * NanosPerUnit) + from.Nanos;
        var exchanged = DivideHalfToEven(nanos * ScaledRates[toCode], ScaledRates[from.CurrencyCode]);
        var units = exchanged / NanosPerUnit;
        converted = units >= long.MinValue && units <= long.MaxValue
            ? new Money { CurrencyCode = toCode, Units = (long)units, Nanos = (int)(exchanged % NanosPerUnit) }
            : null;
        return converted is not null;
    }

    private static Int128 DivideHalfToEven(Int128 dividend, Int128 divisor)
    {
        var (quotient, remainder) = Int128.DivRem(dividend, divisor);
        var twice = Int128.Abs(remainder) * 2;
        var away = twice > divisor || (twice == divisor && Int128.IsOddInteger(quotient));
        return away ? quotient + Int128.Sign(dividend) : quotient;
    }
}
