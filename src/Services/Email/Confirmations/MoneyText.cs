using Oteldemo;
using OtelShop.Contracts;

namespace OtelShop.Emails.Confirmations;

/// <summary>Money for reading: <c>USD 1,234.50</c>, <c>JPY 39,128</c>.</summary>
internal static class MoneyText
{
    public static string Of(Money money) => Of(money.CurrencyCode, money.ToDecimal());

    public static string Of(string currencyCode, decimal amount) =>
        $"{currencyCode} {amount.ToString($"N{CurrencyMinorUnits.Of(currencyCode)}")}";
}
