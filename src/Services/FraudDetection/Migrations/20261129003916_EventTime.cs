using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OtelShop.FraudDetections.Migrations
{
    /// <inheritdoc />
    public partial class EventTime : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "screened_orders_by_address",
                table: "screened_orders");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ordered_at",
                table: "screened_orders",
                type: "timestamp with time zone",
                nullable: false,
                defaultValueSql: "now()");

            migrationBuilder.Sql("UPDATE screened_orders SET ordered_at = screened_at");

            migrationBuilder.CreateIndex(
                name: "screened_orders_by_address",
                table: "screened_orders",
                columns: new[] { "address_key", "ordered_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "screened_orders_by_address",
                table: "screened_orders");

            migrationBuilder.DropColumn(
                name: "ordered_at",
                table: "screened_orders");

            migrationBuilder.CreateIndex(
                name: "screened_orders_by_address",
                table: "screened_orders",
                columns: new[] { "address_key", "screened_at" });
        }
    }
}
