using Oteldemo;

namespace OtelShop.Frontends.Prices;

internal sealed record MoneyJson(string CurrencyCode, long Units, int Nanos)
{
    public static MoneyJson? Of(Money? money) => money is null ? null : new(money.CurrencyCode, money.Units, money.Nanos);
}
