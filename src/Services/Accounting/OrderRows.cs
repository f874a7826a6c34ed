using Oteldemo;

namespace OtelShop.Accountings;

/// <summary>Turns an order into rows. What a foreign producer leaves out is stored as empty or zero.</summary>
internal static class OrderRows
{
    private static readonly Money Nothing = new();

    /// <exception cref="OverflowException">The total has more than 28 digits.</exception>
    public static OrderRow From(OrderResult order, DateTimeOffset orderedAt)
    {
        var total = Total(order);
        return new OrderRow
        {
            OrderId = order.OrderId,
            OrderedAt = orderedAt,
            TotalCurrencyCode = total?.Currency,
            TotalAmount = total?.Amount,
            Shipping = Shipping(order, order.ShippingCost ?? Nothing),
            Items = [.. order.Items.Select((item, index) => Item(order.OrderId, index + 1, item))],
        };
    }

    private static (string Currency, decimal Amount)? Total(OrderResult order)
    {
        List<(Money Cost, int Quantity)> lines =
            [(order.ShippingCost ?? Nothing, 1), .. order.Items.Select(item => (item.Cost ?? Nothing, item.Item?.Quantity ?? 0))];
        return lines.Select(line => line.Cost.CurrencyCode).Distinct().ToArray() is [{ Length: > 0 } currency]
            ? (currency, lines.Sum(line => line.Cost.ToDecimal() * line.Quantity))
            : null;
    }

    private static ShippingRow Shipping(OrderResult order, Money cost) => new()
    {
        OrderId = order.OrderId,
        ShippingTrackingId = order.ShippingTrackingId,
        ShippingCostCurrencyCode = cost.CurrencyCode,
        ShippingCostUnits = cost.Units,
        ShippingCostNanos = cost.Nanos,
        StreetAddress = order.ShippingAddress?.StreetAddress,
        City = order.ShippingAddress?.City,
        State = order.ShippingAddress?.State,
        Country = order.ShippingAddress?.Country,
        ZipCode = order.ShippingAddress?.ZipCode,
    };

    private static OrderItemRow Item(string orderId, int lineNumber, OrderItem item)
    {
        var cost = item.Cost ?? Nothing;
        return new OrderItemRow
        {
            OrderId = orderId,
            LineNumber = lineNumber,
            ProductId = item.Item?.ProductId ?? "",
            Quantity = item.Item?.Quantity ?? 0,
            ItemCostCurrencyCode = cost.CurrencyCode,
            ItemCostUnits = cost.Units,
            ItemCostNanos = cost.Nanos,
        };
    }
}
