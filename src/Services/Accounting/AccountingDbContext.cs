using Microsoft.EntityFrameworkCore;

namespace OtelShop.Accountings;

internal sealed class AccountingDbContext(DbContextOptions<AccountingDbContext> options) : DbContext(options)
{
    public const string OrderKey = "order_pkey";

    public DbSet<OrderRow> Orders => Set<OrderRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema("accounting");

        var order = modelBuilder.Entity<OrderRow>();
        order.ToTable("order").HasKey(row => row.OrderId);
        order.HasOne(row => row.Shipping).WithOne().HasForeignKey<ShippingRow>(row => row.OrderId);
        order.HasMany(row => row.Items).WithOne().HasForeignKey(row => row.OrderId);

        var shipping = modelBuilder.Entity<ShippingRow>();
        shipping.ToTable("shipping").HasKey(row => row.OrderId);

        var item = modelBuilder.Entity<OrderItemRow>();
        item.ToTable("orderitem").HasKey(row => new { row.OrderId, row.LineNumber });
        item.Property(row => row.LineNumber).ValueGeneratedNever();

        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(type => type.GetProperties()))
            property.SetColumnName(SnakeCase(property.Name));
    }

    private static string SnakeCase(string name) =>
        string.Concat(name.Select((letter, index) => char.IsUpper(letter) && index > 0 ? $"_{char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"));
}
