using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OtelShop.Checkouts.Migrations
{
    /// <inheritdoc />
    public partial class OrderHistory : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "orders_history",
                schema: "checkout",
                table: "orders",
                columns: new[] { "user_id", "settled_at", "order_id" },
                filter: "state = 'confirmed'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "orders_history",
                schema: "checkout",
                table: "orders");
        }
    }
}
