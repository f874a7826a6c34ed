using Oteldemo;

namespace OtelShop.Emails.Confirmations;

public sealed record ConfirmationLine(string ProductId, int Quantity, string Price, string Amount)
{
    internal static ConfirmationLine Of(OrderItem line) => new(
        line.Item.ProductId, line.Item.Quantity, MoneyText.Of(line.Cost.RoundToMinorUnit()), MoneyText.Of(line.Cost.CurrencyCode, Total(line)));

    internal static decimal Total(OrderItem line) => line.Cost.RoundToMinorUnit().ToDecimal() * line.Item.Quantity;
}
