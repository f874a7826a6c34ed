using Oteldemo;

namespace OtelShop.Emails.Confirmations;

/// <summary>Contents of a confirmation, with every amount formatted for the shopper.</summary>
public sealed record Confirmation(
    string OrderId, string TrackingId, IReadOnlyList<ConfirmationLine> Lines, string Shipping, string Total, IReadOnlyList<string> AddressLines)
{
    internal static Confirmation From(OrderResult order)
    {
        var lines = order.Items.Select(ConfirmationLine.From).ToList();
        var shipping = order.ShippingCost.RoundToMinorUnit();
        var total = order.Items.Sum(ConfirmationLine.Total) + shipping.ToDecimal();
        return new Confirmation(
            order.OrderId, order.ShippingTrackingId, lines, MoneyText.Format(shipping), MoneyText.Format(shipping.CurrencyCode, total), Label(order.ShippingAddress));
    }

    private static List<string> Label(Address? address) => address is null
        ? []
        : [.. new[] { address.StreetAddress, $"{address.ZipCode} {address.City}", address.State, address.Country }
            .Select(line => line.Trim())
            .Where(line => line.Length > 0)];
}

public sealed record ConfirmationLine(string Product, int Quantity, string Price, string Amount)
{
    // Compat: upstream's checkout sends no names.
    internal static ConfirmationLine From(OrderItem line) => new(
        line.ProductName.Length > 0 ? line.ProductName : line.Item.ProductId, line.Item.Quantity, MoneyText.Format(line.Cost.RoundToMinorUnit()), MoneyText.Format(line.Cost.CurrencyCode, Total(line)));

    internal static decimal Total(OrderItem line) => line.Cost.RoundToMinorUnit().ToDecimal() * line.Item.Quantity;
}
