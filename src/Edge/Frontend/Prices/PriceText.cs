using System.Collections.Frozen;
using System.Globalization;
using OtelShop.Contracts;
using Oteldemo;

namespace OtelShop.Frontends.Prices;

/// <summary>Formats prices for pages: symbol, space, amount in the currency's minor unit.</summary>
internal static class PriceText
{
    private static readonly FrozenDictionary<string, string> Symbols = new Dictionary<string, string>
    {
        ["AUD"] = "$", ["BGN"] = "лв", ["BRL"] = "R$", ["CAD"] = "$", ["CHF"] = "CHF", ["CNY"] = "¥", ["CZK"] = "Kč", ["DKK"] = "kr",
        ["EUR"] = "€", ["GBP"] = "£", ["HKD"] = "$", ["HRK"] = "kn", ["HUF"] = "Ft", ["IDR"] = "Rp", ["ILS"] = "₪", ["INR"] = "₹",
        ["ISK"] = "kr", ["JPY"] = "¥", ["KRW"] = "₩", ["MXN"] = "$", ["MYR"] = "RM", ["NOK"] = "kr", ["NZD"] = "$", ["PHP"] = "₱",
        ["PLN"] = "zł", ["RON"] = "lei", ["RUB"] = "₽", ["SEK"] = "kr", ["SGD"] = "$", ["THB"] = "฿", ["TRY"] = "₺", ["USD"] = "$",
        ["ZAR"] = "R",
    }.ToFrozenDictionary();

    public static string Of(Money money)
    {
        var format = "F" + CurrencyMinorUnits.Of(money.CurrencyCode).ToString(CultureInfo.InvariantCulture);
        return $"{SymbolOf(money.CurrencyCode)} {money.RoundToMinorUnit().ToDecimal().ToString(format, CultureInfo.InvariantCulture)}";
    }

    /// <summary>Price of a quantity. Rounds before multiplying, as checkout charges it.</summary>
    public static Money Times(this Money price, int quantity) =>
        Money.FromDecimal(price.CurrencyCode, price.RoundToMinorUnit().ToDecimal() * quantity);

    public static Money Sum(string currency, IEnumerable<Money> amounts) =>
        Money.FromDecimal(currency, amounts.Sum(amount => amount.RoundToMinorUnit().ToDecimal()));

    private static string SymbolOf(string currency) => Symbols.GetValueOrDefault(currency, currency);
}
