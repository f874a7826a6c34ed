using Microsoft.EntityFrameworkCore;

namespace OtelShop.ProductCatalogs;

internal sealed class CatalogDbContext(DbContextOptions<CatalogDbContext> options) : DbContext(options)
{
    public DbSet<ProductRow> Products => Set<ProductRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        var product = modelBuilder.Entity<ProductRow>();
        product.HasKey(row => row.Id).HasName("products_pkey");
        product.ToTable("products", "catalog", table => table.HasCheckConstraint(
            "products_price_nanos_check", "price_nanos BETWEEN -999999999 AND 999999999"));
    }
}
