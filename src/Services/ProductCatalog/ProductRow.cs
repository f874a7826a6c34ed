namespace OtelShop.ProductCatalogs;

/// <summary>One row of catalog.products. Its text columns may be NULL, as upstream's schema has them.</summary>
internal sealed class ProductRow
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public string? Description { get; init; }

    public string? Picture { get; init; }

    public required string PriceCurrencyCode { get; init; }

    public required long PriceUnits { get; init; }

    public required int PriceNanos { get; init; }

    /// <summary>Comma-separated.</summary>
    public string? Categories { get; init; }
}
