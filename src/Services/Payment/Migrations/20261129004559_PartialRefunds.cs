using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OtelShop.Payments.Migrations
{
    /// <inheritdoc />
    public partial class PartialRefunds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "partial_refunds",
                schema: "payment",
                columns: table => new
                {
                    refund_id = table.Column<Guid>(type: "uuid", nullable: false),
                    transaction_id = table.Column<Guid>(type: "uuid", nullable: false),
                    request_key = table.Column<string>(type: "text", nullable: true),
                    amount = table.Column<decimal>(type: "numeric(38,9)", precision: 38, scale: 9, nullable: false),
                    refunded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("partial_refunds_pkey", x => x.refund_id);
                    table.CheckConstraint("partial_refunds_amount_check", "amount > 0");
                    table.ForeignKey(
                        name: "partial_refunds_transaction_id_fkey",
                        column: x => x.transaction_id,
                        principalSchema: "payment",
                        principalTable: "charges",
                        principalColumn: "transaction_id");
                });

            migrationBuilder.CreateIndex(
                name: "partial_refunds_request_key",
                schema: "payment",
                table: "partial_refunds",
                columns: new[] { "transaction_id", "request_key" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "partial_refunds",
                schema: "payment");
        }
    }
}
