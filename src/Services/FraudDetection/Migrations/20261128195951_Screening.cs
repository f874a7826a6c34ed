using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OtelShop.FraudDetections.Migrations
{
    /// <inheritdoc />
    public partial class Screening : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "screened_orders",
                columns: table => new
                {
                    order_id = table.Column<string>(type: "text", nullable: false),
                    screened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    address_key = table.Column<string>(type: "text", nullable: true),
                    pieces = table.Column<long>(type: "bigint", nullable: false),
                    currency = table.Column<string>(type: "text", nullable: false),
                    amount = table.Column<decimal>(type: "numeric", nullable: false),
                    score = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("screened_orders_pkey", x => x.order_id);
                });

            migrationBuilder.CreateTable(
                name: "fraud_alerts",
                columns: table => new
                {
                    order_id = table.Column<string>(type: "text", nullable: false),
                    rules = table.Column<string[]>(type: "text[]", nullable: false),
                    score = table.Column<int>(type: "integer", nullable: false),
                    details = table.Column<string>(type: "jsonb", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("fraud_alerts_pkey", x => x.order_id);
                    table.ForeignKey(
                        name: "fraud_alerts_order_id_fkey",
                        column: x => x.order_id,
                        principalTable: "screened_orders",
                        principalColumn: "order_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "fraud_alerts_by_time",
                table: "fraud_alerts",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "screened_orders_by_address",
                table: "screened_orders",
                columns: new[] { "address_key", "screened_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "fraud_alerts");

            migrationBuilder.DropTable(
                name: "screened_orders");
        }
    }
}
