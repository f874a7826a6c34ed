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
        // The velocity windows are read from here, so they survive a restart.
        order.HasIndex(row => new { row.AddressKey, row.ScreenedAt }).HasDatabaseName("screened_orders_by_address");

        var alert = modelBuilder.Entity<FraudAlert>();
        alert.ToTable("fraud_alerts").HasKey(row => row.OrderId).HasName("fraud_alerts_pkey");
        alert.HasOne<ScreenedOrder>().WithOne().HasForeignKey<FraudAlert>(row => row.OrderId).HasConstraintName("fraud_alerts_order_id_fkey");
        alert.Property(row => row.Details).HasColumnType("jsonb");
        alert.HasIndex(row => row.CreatedAt).HasDatabaseName("fraud_alerts_by_time");
    }
}

/// <summary>An order that was screened.</summary>
internal sealed class ScreenedOrder
{
    public required string OrderId { get; init; }

    public required DateTimeOffset ScreenedAt { get; init; }

    /// <summary>SHA-256 of the normalized address; null without an address. The address itself is not kept.</summary>
    public string? AddressKey { get; init; }

    public required long Pieces { get; init; }

    public required string Currency { get; init; }

    public required decimal Amount { get; init; }

    /// <summary>0 to 100.</summary>
    public required int Score { get; init; }
}

/// <summary>An order that looks like fraud.</summary>
internal sealed class FraudAlert
{
    public required string OrderId { get; init; }

    public required string[] Rules { get; init; }

    public required int Score { get; init; }

    /// <summary>JSON object: rule to finding.</summary>
    public required string Details { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
