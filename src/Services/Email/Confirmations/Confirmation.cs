using Oteldemo;

namespace OtelShop.Emails.Confirmations;

/// <summary>What a confirmation says, every amount as the shopper reads it.</summary>
public sealed record Confirmation(
    string OrderId, string TrackingId, IReadOnlyList<ConfirmationLine> Lines, string Shipping, string Total, IReadOnlyList<string> AddressLines)
{
    internal static Confirmation Of(OrderResult order)
    {
        var lines = order.Items.Select(ConfirmationLine.Of).ToList();
        var shipping = order.ShippingCost.RoundToMinorUnit();
        var total = order.Items.Sum(ConfirmationLine.Total) + shipping.ToDecimal();
        return new Confirmation(
            order.OrderId, order.ShippingTrackingId, lines, MoneyText.Of(shipping), MoneyText.Of(shipping.CurrencyCode, total), Label(order.ShippingAddress));
    }

    private static List<string> Label(Address? address) => address is null
        ? []
        : [.. new[] { address.StreetAddress, $"{address.ZipCode} {address.City}", address.State, address.Country }
            .Select(line => line.Trim())
            .Where(line => line.Length > 0)];
}
