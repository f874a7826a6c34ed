using Microsoft.EntityFrameworkCore;
using OtelShop.Checkouts.Outbox;
using OtelShop.Checkouts.Placement;

namespace OtelShop.Checkouts;

internal sealed class CheckoutDbContext(DbContextOptions<CheckoutDbContext> options) : DbContext(options)
{
    public DbSet<OrderRow> Orders => Set<OrderRow>();

    public DbSet<OutboxRow> Outbox => Set<OutboxRow>();

    public DbSet<PublishedEventRow> PublishedEvents => Set<PublishedEventRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema("checkout");

        var order = modelBuilder.Entity<OrderRow>();
        order.HasKey(row => row.OrderId).HasName("orders_pkey");
        order.Property(row => row.CreatedAt).HasDefaultValueSql("now()");
        order.Property(row => row.RefundAttempts).HasDefaultValue(0);
        order.Property(row => row.RefundDueAt).HasDefaultValueSql("now()");
        order.HasIndex(row => new { row.UserId, row.RequestKey }).HasDatabaseName("orders_request").IsUnique();
        order.HasIndex(row => new { row.UserId, row.CartVersion }).HasDatabaseName("orders_cart").IsUnique();
        order.HasIndex(row => row.CreatedAt).HasDatabaseName("orders_unsettled").HasFilter("state IN ('pending', 'refunding')");
        order.HasIndex(row => new { row.UserId, row.SettledAt, row.OrderId }).HasDatabaseName("orders_history").HasFilter("state = 'confirmed'");
        order.ToTable("orders", table =>
        {
            table.HasCheckConstraint("orders_state_check", "state IN ('pending', 'confirmed', 'refunding', 'refunded', 'unrefunded')");
            table.HasCheckConstraint("orders_check", "state <> 'confirmed' OR transaction_id IS NOT NULL");
        });

        var item = modelBuilder.Entity<OrderItemRow>();
        item.HasKey(row => new { row.OrderId, row.Line }).HasName("order_items_pkey");
        item.Property(row => row.Line).ValueGeneratedNever();
        item.HasOne<OrderRow>().WithMany().HasForeignKey(row => row.OrderId).OnDelete(DeleteBehavior.NoAction).HasConstraintName("order_items_order_id_fkey");
        item.ToTable("order_items", table => table.HasCheckConstraint("order_items_quantity_check", "quantity > 0"));

        var message = modelBuilder.Entity<OutboxRow>();
        message.HasKey(row => row.Id).HasName("outbox_pkey");
        message.Property(row => row.Id).UseIdentityAlwaysColumn();
        message.Property(row => row.Attempts).HasDefaultValue(0);
        message.Property(row => row.EventTime).HasDefaultValueSql("now()");
        message.Property(row => row.DueAt).HasDefaultValueSql("now()");
        message.HasIndex(row => new { row.OrderId, row.Kind, row.Id }).HasDatabaseName("outbox_order");
        message.ToTable("outbox", table => table.HasCheckConstraint("outbox_kind_check", "kind IN ('shipment', 'cart', 'event', 'email')"));

        var published = modelBuilder.Entity<PublishedEventRow>();
        published.HasKey(row => row.Id).HasName("published_events_pkey");
        published.Property(row => row.Id).UseIdentityAlwaysColumn();
        published.HasIndex(row => new { row.TopicPartition, row.TopicOffset }).HasDatabaseName("published_events_position");
        published.HasIndex(row => row.PublishedAt).HasDatabaseName("published_events_age");
        published.ToTable("published_events");
    }
}
