using Oteldemo;
using OtelShop.Contracts;

namespace OtelShop.Emails.Confirmations;

/// <summary>Formats money for people: <c>USD 1,234.50</c>, <c>JPY 39,128</c>.</summary>
internal static class MoneyText
{
    public static string Format(Money money) => Format(money.CurrencyCode, money.ToDecimal());

    public static string Format(string currencyCode, decimal amount) =>
        $"{currencyCode} {amount.ToString($"N{CurrencyMinorUnits.Of(currencyCode)}")}";
}
