using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OtelShop.Payments.Migrations
{
    /// <inheritdoc />
    public partial class Charges : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "payment");

            migrationBuilder.CreateTable(
                name: "charges",
                schema: "payment",
                columns: table => new
                {
                    transaction_id = table.Column<Guid>(type: "uuid", nullable: false),
                    idempotency_key = table.Column<string>(type: "text", nullable: true),
                    state = table.Column<string>(type: "text", nullable: false),
                    currency_code = table.Column<string>(type: "text", nullable: true),
                    amount_units = table.Column<long>(type: "bigint", nullable: true),
                    amount_nanos = table.Column<int>(type: "integer", nullable: true),
                    card_brand = table.Column<string>(type: "text", nullable: true),
                    card_last_four = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    refund_id = table.Column<Guid>(type: "uuid", nullable: true),
                    refunded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("charges_pkey", x => x.transaction_id);
                    // Constraints, not indexes, as databases of version 0.1 have them.
                    table.UniqueConstraint("charges_idempotency_key_key", x => x.idempotency_key);
                    table.UniqueConstraint("charges_refund_id_key", x => x.refund_id);
                    table.CheckConstraint("charges_card_last_four_check", "length(card_last_four) = 4");
                    table.CheckConstraint("charges_check", "(state = 'voided') = (amount_units IS NULL)");
                    table.CheckConstraint("charges_check1", "(state = 'refunded') = (refund_id IS NOT NULL)");
                    table.CheckConstraint("charges_state_check", "state IN ('charged', 'refunded', 'voided')");
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "charges",
                schema: "payment");
        }
    }
}
