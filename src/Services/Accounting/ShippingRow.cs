namespace OtelShop.Accountings;

/// <summary>One row of accounting.shipping.</summary>
internal sealed class ShippingRow
{
    public required string OrderId { get; init; }

    public required string ShippingTrackingId { get; init; }

    public required string ShippingCostCurrencyCode { get; init; }

    public required long ShippingCostUnits { get; init; }

    public required int ShippingCostNanos { get; init; }

    public string? StreetAddress { get; init; }

    public string? City { get; init; }

    public string? State { get; init; }

    public string? Country { get; init; }

    public string? ZipCode { get; init; }
}
