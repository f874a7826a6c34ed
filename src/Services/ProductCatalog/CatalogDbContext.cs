using Microsoft.EntityFrameworkCore;

namespace OtelShop.ProductCatalogs;

internal sealed class CatalogDbContext(DbContextOptions<CatalogDbContext> options) : DbContext(options)
{
    public DbSet<ProductRow> Products => Set<ProductRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        var product = modelBuilder.Entity<ProductRow>();
        product.ToTable("products", "catalog").HasKey(row => row.Id);
        product.Property(row => row.Id).HasColumnName("id");
        product.Property(row => row.Name).HasColumnName("name");
        product.Property(row => row.Description).HasColumnName("description");
        product.Property(row => row.Picture).HasColumnName("picture");
        product.Property(row => row.PriceCurrencyCode).HasColumnName("price_currency_code");
        product.Property(row => row.PriceUnits).HasColumnName("price_units");
        product.Property(row => row.PriceNanos).HasColumnName("price_nanos");
        product.Property(row => row.Categories).HasColumnName("categories");
    }
}
