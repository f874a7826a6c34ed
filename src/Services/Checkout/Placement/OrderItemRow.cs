namespace OtelShop.Checkouts.Placement;

/// <summary>A line of a confirmed order.</summary>
internal sealed class OrderItemRow
{
    public required Guid OrderId { get; init; }

    /// <summary>From 1.</summary>
    public required int Line { get; init; }

    public required string ProductId { get; init; }

    public required int Quantity { get; init; }

    public required decimal UnitPrice { get; init; }
}
