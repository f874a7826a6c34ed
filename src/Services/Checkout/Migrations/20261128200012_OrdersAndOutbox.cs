using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace OtelShop.Checkouts.Migrations
{
    /// <inheritdoc />
    public partial class OrdersAndOutbox : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "checkout");

            migrationBuilder.CreateTable(
                name: "orders",
                schema: "checkout",
                columns: table => new
                {
                    order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    currency_code = table.Column<string>(type: "text", nullable: false),
                    shipping_amount = table.Column<decimal>(type: "numeric", nullable: false),
                    total_amount = table.Column<decimal>(type: "numeric", nullable: false),
                    transaction_id = table.Column<string>(type: "text", nullable: true),
                    tracking_id = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    settled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("orders_pkey", x => x.order_id);
                    table.CheckConstraint("orders_check", "state <> 'confirmed' OR (transaction_id IS NOT NULL AND tracking_id IS NOT NULL)");
                    table.CheckConstraint("orders_state_check", "state IN ('pending', 'confirmed', 'refunding', 'refunded')");
                });

            migrationBuilder.CreateTable(
                name: "outbox",
                schema: "checkout",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    recipient = table.Column<string>(type: "text", nullable: true),
                    payload = table.Column<byte[]>(type: "bytea", nullable: false),
                    traceparent = table.Column<string>(type: "text", nullable: true),
                    tracestate = table.Column<string>(type: "text", nullable: true),
                    baggage = table.Column<string>(type: "text", nullable: true),
                    attempts = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("outbox_pkey", x => x.id);
                    table.CheckConstraint("outbox_kind_check", "kind IN ('event', 'email')");
                });

            migrationBuilder.CreateTable(
                name: "order_items",
                schema: "checkout",
                columns: table => new
                {
                    order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    line = table.Column<int>(type: "integer", nullable: false),
                    product_id = table.Column<string>(type: "text", nullable: false),
                    quantity = table.Column<int>(type: "integer", nullable: false),
                    unit_price = table.Column<decimal>(type: "numeric", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("order_items_pkey", x => new { x.order_id, x.line });
                    table.CheckConstraint("order_items_quantity_check", "quantity > 0");
                    table.ForeignKey(
                        name: "order_items_order_id_fkey",
                        column: x => x.order_id,
                        principalSchema: "checkout",
                        principalTable: "orders",
                        principalColumn: "order_id");
                });

            migrationBuilder.CreateIndex(
                name: "orders_unsettled",
                schema: "checkout",
                table: "orders",
                column: "created_at",
                filter: "state IN ('pending', 'refunding')");

            migrationBuilder.CreateIndex(
                name: "outbox_order",
                schema: "checkout",
                table: "outbox",
                columns: new[] { "order_id", "kind", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "order_items",
                schema: "checkout");

            migrationBuilder.DropTable(
                name: "outbox",
                schema: "checkout");

            migrationBuilder.DropTable(
                name: "orders",
                schema: "checkout");
        }
    }
}
