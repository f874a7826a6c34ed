using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OtelShop.Accountings.Migrations
{
    /// <inheritdoc />
    public partial class OrderDateAndTotal : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ordered_at",
                schema: "accounting",
                table: "order",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "total_amount",
                schema: "accounting",
                table: "order",
                type: "numeric(38,9)",
                precision: 38,
                scale: 9,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "total_currency_code",
                schema: "accounting",
                table: "order",
                type: "text",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "order_by_time",
                schema: "accounting",
                table: "order",
                column: "ordered_at");

            // The total of earlier orders follows from their lines; their time is not known.
            migrationBuilder.Sql(
                """
                UPDATE accounting."order" AS booked SET total_currency_code = lines.currency, total_amount = lines.amount
                FROM (
                    SELECT order_id, min(currency) AS currency, sum(amount) AS amount
                    FROM (
                        SELECT order_id, shipping_cost_currency_code AS currency, shipping_cost_units + shipping_cost_nanos / 1e9 AS amount FROM accounting.shipping
                        UNION ALL
                        SELECT order_id, item_cost_currency_code, quantity * (item_cost_units + item_cost_nanos / 1e9) FROM accounting.orderitem
                    ) AS line
                    GROUP BY order_id
                    HAVING count(DISTINCT currency) = 1 AND min(currency) <> ''
                ) AS lines
                WHERE booked.order_id = lines.order_id
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "order_by_time",
                schema: "accounting",
                table: "order");

            migrationBuilder.DropColumn(
                name: "ordered_at",
                schema: "accounting",
                table: "order");

            migrationBuilder.DropColumn(
                name: "total_amount",
                schema: "accounting",
                table: "order");

            migrationBuilder.DropColumn(
                name: "total_currency_code",
                schema: "accounting",
                table: "order");
        }
    }
}
