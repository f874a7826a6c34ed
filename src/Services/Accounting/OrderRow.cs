namespace OtelShop.Accountings;

/// <summary>One row of accounting.order with what belongs to it.</summary>
internal sealed class OrderRow
{
    public required string OrderId { get; init; }

    public required ShippingRow Shipping { get; init; }

    public required List<OrderItemRow> Items { get; init; }
}
