using Microsoft.EntityFrameworkCore;
using OtelShop.Payments.Charges;

namespace OtelShop.Payments;

internal sealed class PaymentDbContext(DbContextOptions<PaymentDbContext> options) : DbContext(options)
{
    public DbSet<ChargeRow> Charges => Set<ChargeRow>();

    public DbSet<PartialRefundRow> PartialRefunds => Set<PartialRefundRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        var charge = modelBuilder.Entity<ChargeRow>();
        charge.HasKey(row => row.TransactionId).HasName("charges_pkey");
        charge.HasIndex(row => row.IdempotencyKey).HasDatabaseName("charges_idempotency_key_key").IsUnique();
        charge.HasIndex(row => row.RefundId).HasDatabaseName("charges_refund_id_key").IsUnique();
        charge.Property(row => row.State).HasConversion(state => state.ToString().ToLowerInvariant(), text => Enum.Parse<ChargeState>(text, true));
        charge.Ignore(row => row.Amount);
        charge.ToTable("charges", "payment", table =>
        {
            table.HasCheckConstraint("charges_state_check", "state IN ('charged', 'refunded', 'voided')");
            table.HasCheckConstraint("charges_card_last_four_check", "length(card_last_four) = 4");
            table.HasCheckConstraint("charges_check", "(state = 'voided') = (amount_units IS NULL)");
            table.HasCheckConstraint("charges_check1", "(state = 'refunded') = (refund_id IS NOT NULL)");
        });

        var refund = modelBuilder.Entity<PartialRefundRow>();
        refund.HasKey(row => row.RefundId).HasName("partial_refunds_pkey");
        refund.HasOne<ChargeRow>().WithMany().HasForeignKey(row => row.TransactionId).OnDelete(DeleteBehavior.NoAction).HasConstraintName("partial_refunds_transaction_id_fkey");
        refund.HasIndex(row => new { row.TransactionId, row.RequestKey }).HasDatabaseName("partial_refunds_request_key").IsUnique();
        refund.Property(row => row.Amount).HasPrecision(38, 9);
        refund.ToTable("partial_refunds", "payment", table => table.HasCheckConstraint("partial_refunds_amount_check", "amount > 0"));
    }
}
