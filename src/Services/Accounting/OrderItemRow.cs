namespace OtelShop.Accountings;

/// <summary>One row of accounting.orderitem.</summary>
internal sealed class OrderItemRow
{
    public required string OrderId { get; init; }

    /// <summary>From 1.</summary>
    public required int LineNumber { get; init; }

    public required string ProductId { get; init; }

    public required int Quantity { get; init; }

    public required string ItemCostCurrencyCode { get; init; }

    public required long ItemCostUnits { get; init; }

    public required int ItemCostNanos { get; init; }
}
