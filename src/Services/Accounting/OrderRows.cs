using Oteldemo;

namespace OtelShop.Accountings;

/// <summary>Turns an order into rows. What a foreign producer leaves out is stored as empty or zero.</summary>
internal static class OrderRows
{
    private static readonly Money Nothing = new();

    public static OrderRow From(OrderResult order) => new()
    {
        OrderId = order.OrderId,
        Shipping = Shipping(order, order.ShippingCost ?? Nothing),
        Items = [.. order.Items.Select((item, index) => Item(order.OrderId, index + 1, item))],
    };

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
