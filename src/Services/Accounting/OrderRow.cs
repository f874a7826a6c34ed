namespace OtelShop.Accountings;

/// <summary>One row of accounting.order with what belongs to it.</summary>
internal sealed class OrderRow
{
    public required string OrderId { get; init; }

    /// <summary>When checkout published the order; null for orders booked before version 0.2.</summary>
    public DateTimeOffset? OrderedAt { get; init; }

    /// <summary>Null when the lines have several currencies, which no order of checkout has.</summary>
    public string? TotalCurrencyCode { get; init; }

    /// <summary>Prices times quantities plus shipping: what was charged. Null without <see cref="TotalCurrencyCode"/>.</summary>
    public decimal? TotalAmount { get; init; }

    public required ShippingRow Shipping { get; init; }

    public required List<OrderItemRow> Items { get; init; }
}
