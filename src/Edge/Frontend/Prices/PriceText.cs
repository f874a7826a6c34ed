using System.Collections.Frozen;
using System.Globalization;
using OtelShop.Contracts;
using Oteldemo;

namespace OtelShop.Frontends.Prices;

/// <summary>Formats prices as users of the currency write them: symbol and its place, grouping, decimal separator (CLDR 47), the currency's minor unit.</summary>
internal static class PriceText
{
    // .NET's pattern numbers for positive and negative amounts: "$n" and "-$n", "n$" and "-n$".
    private const int SymbolFirst = 0, SymbolLast = 1, MinusSymbolFirst = 1, MinusSymbolLast = 5;
    private const string Space = "\u00A0";
    private static readonly int[] Thousands = [3];
    private static readonly int[] ThousandsThenLakhs = [3, 2];

    private static readonly FrozenDictionary<string, NumberFormatInfo> Formats = new Dictionary<string, NumberFormatInfo>
    {
        ["AUD"] = Before("$"),
        ["BGN"] = After("лв.", Space, ","),
        ["BRL"] = Before("R$" + Space, ".", ","),
        ["CAD"] = Before("$"),
        ["CHF"] = Before("CHF" + Space, "’"),
        ["CNY"] = Before("¥"),
        ["CZK"] = After("Kč", Space, ","),
        ["DKK"] = After("kr.", ".", ","),
        ["EUR"] = After("€", ".", ","),
        ["GBP"] = Before("£"),
        ["HKD"] = Before("HK$"),
        ["HRK"] = After("kn", ".", ","),
        ["HUF"] = After("Ft", Space, ","),
        ["IDR"] = Before("Rp" + Space, ".", ","),
        ["ILS"] = After("₪", ",", "."),
        ["INR"] = Before("₹", sizes: ThousandsThenLakhs),
        ["ISK"] = After("kr.", ".", ","),
        ["JPY"] = Before("¥"),
        ["KRW"] = Before("₩"),
        ["MXN"] = Before("$"),
        ["MYR"] = Before("RM" + Space),
        ["NOK"] = After("kr", Space, ","),
        ["NZD"] = Before("$"),
        ["PHP"] = Before("₱"),
        ["PLN"] = After("zł", Space, ","),
        ["RON"] = After("lei", ".", ","),
        ["RUB"] = After("₽", Space, ","),
        ["SEK"] = After("kr", Space, ","),
        ["SGD"] = Before("$"),
        ["THB"] = Before("฿"),
        ["TRY"] = Before("₺", ".", ","),
        ["USD"] = Before("$"),
        ["ZAR"] = Before("R" + Space, Space, ","),
    }.ToFrozenDictionary();

    public static string Of(Money money)
    {
        var digits = CurrencyMinorUnits.Of(money.CurrencyCode).ToString(CultureInfo.InvariantCulture);
        return money.RoundToMinorUnit().ToDecimal().ToString("C" + digits, Formats.GetValueOrDefault(money.CurrencyCode) ?? Before(money.CurrencyCode + Space));
    }

    /// <summary>Price of a quantity. Rounds before multiplying, as checkout charges it.</summary>
    public static Money Times(this Money price, int quantity) =>
        Money.FromDecimal(price.CurrencyCode, price.RoundToMinorUnit().ToDecimal() * quantity);

    public static Money Sum(string currency, IEnumerable<Money> amounts) =>
        Money.FromDecimal(currency, amounts.Sum(amount => amount.RoundToMinorUnit().ToDecimal()));

    private static NumberFormatInfo Before(string symbol, string group = ",", string point = ".", int[]? sizes = null) =>
        Format(symbol, group, point, sizes ?? Thousands, SymbolFirst, MinusSymbolFirst);

    private static NumberFormatInfo After(string symbol, string group, string point) =>
        Format(Space + symbol, group, point, Thousands, SymbolLast, MinusSymbolLast);

    private static NumberFormatInfo Format(string symbol, string group, string point, int[] sizes, int positive, int negative) => NumberFormatInfo.ReadOnly(new NumberFormatInfo
    {
        CurrencySymbol = symbol,
        CurrencyGroupSeparator = group,
        CurrencyDecimalSeparator = point,
        CurrencyGroupSizes = sizes,
        CurrencyPositivePattern = positive,
        CurrencyNegativePattern = negative,
    });
}
