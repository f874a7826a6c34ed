using Microsoft.EntityFrameworkCore;

namespace OtelShop.Accountings;

/// <summary>Tables and columns are upstream's, so that its queries work; the keys differ where its own would refuse a valid order.</summary>
internal sealed class AccountingDbContext(DbContextOptions<AccountingDbContext> options) : DbContext(options)
{
    public const string OrderKey = "order_pkey";

    public DbSet<OrderRow> Orders => Set<OrderRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema("accounting");

        var order = modelBuilder.Entity<OrderRow>();
        order.ToTable("order").HasKey(row => row.OrderId).HasName(OrderKey);
        order.Property(row => row.TotalAmount).HasPrecision(38, 9);
        order.HasIndex(row => row.OrderedAt).HasDatabaseName("order_by_time");
        order.HasOne(row => row.Shipping).WithOne().HasForeignKey<ShippingRow>(row => row.OrderId).HasConstraintName("shipping_order_id_fkey");
        order.HasMany(row => row.Items).WithOne().HasForeignKey(row => row.OrderId).HasConstraintName("orderitem_order_id_fkey");

        var shipping = modelBuilder.Entity<ShippingRow>();
        shipping.ToTable("shipping").HasKey(row => row.OrderId).HasName("shipping_pkey");
        // Not unique: two orders without a tracking id are two shipments.
        shipping.HasIndex(row => row.ShippingTrackingId).HasDatabaseName("shipping_by_tracking_id");

        var item = modelBuilder.Entity<OrderItemRow>();
        item.ToTable("orderitem").HasKey(row => new { row.OrderId, row.LineNumber }).HasName("orderitem_pkey");
        item.Property(row => row.LineNumber).ValueGeneratedNever();
        item.HasIndex(row => row.ProductId).HasDatabaseName("orderitem_by_product");
    }
}
