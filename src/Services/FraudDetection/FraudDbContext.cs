using Microsoft.EntityFrameworkCore;

namespace OtelShop.FraudDetections;

internal sealed class FraudDbContext(DbContextOptions<FraudDbContext> options) : DbContext(options)
{
    public DbSet<ScreenedOrder> ScreenedOrders => Set<ScreenedOrder>();

    public DbSet<FraudAlert> Alerts => Set<FraudAlert>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        var order = modelBuilder.Entity<ScreenedOrder>();
        order.ToTable("screened_orders").HasKey(row => row.OrderId).HasName("screened_orders_pkey");
        // A replica of the former version knows the column by this name.
        order.Property(row => row.ItemCount).HasColumnName("pieces");
        // The default is for a replica of the former version, which does not know the column.
        order.Property(row => row.OrderedAt).HasDefaultValueSql("now()");
        // The velocity windows are read from here, so they survive a restart.
        order.HasIndex(row => new { row.AddressKey, row.OrderedAt }).HasDatabaseName("screened_orders_by_address");

        var alert = modelBuilder.Entity<FraudAlert>();
        alert.ToTable("fraud_alerts").HasKey(row => row.OrderId).HasName("fraud_alerts_pkey");
        alert.HasOne<ScreenedOrder>().WithOne().HasForeignKey<FraudAlert>(row => row.OrderId).HasConstraintName("fraud_alerts_order_id_fkey");
        alert.Property(row => row.Details).HasColumnType("jsonb");
        alert.HasIndex(row => row.CreatedAt).HasDatabaseName("fraud_alerts_by_time");
    }
}
