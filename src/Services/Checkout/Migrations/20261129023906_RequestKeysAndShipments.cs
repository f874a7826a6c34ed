using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace OtelShop.Checkouts.Migrations
{
    /// <inheritdoc />
    public partial class RequestKeysAndShipments : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "outbox_kind_check",
                schema: "checkout",
                table: "outbox");

            migrationBuilder.DropCheckConstraint(
                name: "orders_check",
                schema: "checkout",
                table: "orders");

            migrationBuilder.DropCheckConstraint(
                name: "orders_state_check",
                schema: "checkout",
                table: "orders");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "event_time",
                schema: "checkout",
                table: "outbox",
                type: "timestamp with time zone",
                nullable: false,
                defaultValueSql: "now()");

            migrationBuilder.AddColumn<long>(
                name: "cart_version",
                schema: "checkout",
                table: "orders",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "process_lease",
                schema: "checkout",
                table: "orders",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "refund_attempts",
                schema: "checkout",
                table: "orders",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "refund_due_at",
                schema: "checkout",
                table: "orders",
                type: "timestamp with time zone",
                nullable: false,
                defaultValueSql: "now()");

            migrationBuilder.AddColumn<string>(
                name: "request_key",
                schema: "checkout",
                table: "orders",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "result",
                schema: "checkout",
                table: "orders",
                type: "bytea",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "published_events",
                schema: "checkout",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    payload = table.Column<byte[]>(type: "bytea", nullable: false),
                    event_time = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    traceparent = table.Column<string>(type: "text", nullable: true),
                    tracestate = table.Column<string>(type: "text", nullable: true),
                    baggage = table.Column<string>(type: "text", nullable: true),
                    topic_partition = table.Column<int>(type: "integer", nullable: false),
                    topic_offset = table.Column<long>(type: "bigint", nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("published_events_pkey", x => x.id);
                });

            migrationBuilder.AddCheckConstraint(
                name: "outbox_kind_check",
                schema: "checkout",
                table: "outbox",
                sql: "kind IN ('shipment', 'cart', 'event', 'email')");

            migrationBuilder.CreateIndex(
                name: "orders_cart",
                schema: "checkout",
                table: "orders",
                columns: new[] { "user_id", "cart_version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "orders_request",
                schema: "checkout",
                table: "orders",
                columns: new[] { "user_id", "request_key" },
                unique: true);

            migrationBuilder.AddCheckConstraint(
                name: "orders_check",
                schema: "checkout",
                table: "orders",
                sql: "state <> 'confirmed' OR transaction_id IS NOT NULL");

            migrationBuilder.AddCheckConstraint(
                name: "orders_state_check",
                schema: "checkout",
                table: "orders",
                sql: "state IN ('pending', 'confirmed', 'refunding', 'refunded', 'unrefunded')");

            migrationBuilder.CreateIndex(
                name: "published_events_age",
                schema: "checkout",
                table: "published_events",
                column: "published_at");

            migrationBuilder.CreateIndex(
                name: "published_events_position",
                schema: "checkout",
                table: "published_events",
                columns: new[] { "topic_partition", "topic_offset" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "published_events",
                schema: "checkout");

            migrationBuilder.DropCheckConstraint(
                name: "outbox_kind_check",
                schema: "checkout",
                table: "outbox");

            migrationBuilder.DropIndex(
                name: "orders_cart",
                schema: "checkout",
                table: "orders");

            migrationBuilder.DropIndex(
                name: "orders_request",
                schema: "checkout",
                table: "orders");

            migrationBuilder.DropCheckConstraint(
                name: "orders_check",
                schema: "checkout",
                table: "orders");

            migrationBuilder.DropCheckConstraint(
                name: "orders_state_check",
                schema: "checkout",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "event_time",
                schema: "checkout",
                table: "outbox");

            migrationBuilder.DropColumn(
                name: "cart_version",
                schema: "checkout",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "process_lease",
                schema: "checkout",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "refund_attempts",
                schema: "checkout",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "refund_due_at",
                schema: "checkout",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "request_key",
                schema: "checkout",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "result",
                schema: "checkout",
                table: "orders");

            migrationBuilder.AddCheckConstraint(
                name: "outbox_kind_check",
                schema: "checkout",
                table: "outbox",
                sql: "kind IN ('event', 'email')");

            migrationBuilder.AddCheckConstraint(
                name: "orders_check",
                schema: "checkout",
                table: "orders",
                sql: "state <> 'confirmed' OR (transaction_id IS NOT NULL AND tracking_id IS NOT NULL)");

            migrationBuilder.AddCheckConstraint(
                name: "orders_state_check",
                schema: "checkout",
                table: "orders",
                sql: "state IN ('pending', 'confirmed', 'refunding', 'refunded')");
        }
    }
}
