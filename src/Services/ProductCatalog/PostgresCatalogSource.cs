using Microsoft.EntityFrameworkCore;
using Oteldemo;

namespace OtelShop.ProductCatalogs;

internal sealed class PostgresCatalogSource(IDbContextFactory<CatalogDbContext> databases) : ICatalogSource
{
    public async Task<IReadOnlyList<Product>> ReadAllAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await database.Products.ToListAsync(cancellationToken);
        return rows.ConvertAll(ToProduct);
    }

    private static Product ToProduct(ProductRow row)
    {
        var product = new Product
        {
            Id = row.Id,
            Name = row.Name,
            Description = row.Description ?? string.Empty,
            Picture = row.Picture ?? string.Empty,
            PriceUsd = new Money { CurrencyCode = row.PriceCurrencyCode, Units = row.PriceUnits, Nanos = row.PriceNanos },
        };
        product.Categories.Add((row.Categories ?? string.Empty).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        return product;
    }
}
