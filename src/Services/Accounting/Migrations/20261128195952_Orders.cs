using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OtelShop.Accountings.Migrations
{
    /// <inheritdoc />
    public partial class Orders : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "accounting");

            migrationBuilder.CreateTable(
                name: "order",
                schema: "accounting",
                columns: table => new
                {
                    order_id = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("order_pkey", x => x.order_id);
                });

            migrationBuilder.CreateTable(
                name: "orderitem",
                schema: "accounting",
                columns: table => new
                {
                    order_id = table.Column<string>(type: "text", nullable: false),
                    line_number = table.Column<int>(type: "integer", nullable: false),
                    product_id = table.Column<string>(type: "text", nullable: false),
                    quantity = table.Column<int>(type: "integer", nullable: false),
                    item_cost_currency_code = table.Column<string>(type: "text", nullable: false),
                    item_cost_units = table.Column<long>(type: "bigint", nullable: false),
                    item_cost_nanos = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("orderitem_pkey", x => new { x.order_id, x.line_number });
                    table.ForeignKey(
                        name: "orderitem_order_id_fkey",
                        column: x => x.order_id,
                        principalSchema: "accounting",
                        principalTable: "order",
                        principalColumn: "order_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "shipping",
                schema: "accounting",
                columns: table => new
                {
                    order_id = table.Column<string>(type: "text", nullable: false),
                    shipping_tracking_id = table.Column<string>(type: "text", nullable: false),
                    shipping_cost_currency_code = table.Column<string>(type: "text", nullable: false),
                    shipping_cost_units = table.Column<long>(type: "bigint", nullable: false),
                    shipping_cost_nanos = table.Column<int>(type: "integer", nullable: false),
                    street_address = table.Column<string>(type: "text", nullable: true),
                    city = table.Column<string>(type: "text", nullable: true),
                    state = table.Column<string>(type: "text", nullable: true),
                    country = table.Column<string>(type: "text", nullable: true),
                    zip_code = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("shipping_pkey", x => x.order_id);
                    table.ForeignKey(
                        name: "shipping_order_id_fkey",
                        column: x => x.order_id,
                        principalSchema: "accounting",
                        principalTable: "order",
                        principalColumn: "order_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "orderitem_by_product",
                schema: "accounting",
                table: "orderitem",
                column: "product_id");

            migrationBuilder.CreateIndex(
                name: "shipping_by_tracking_id",
                schema: "accounting",
                table: "shipping",
                column: "shipping_tracking_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "orderitem",
                schema: "accounting");

            migrationBuilder.DropTable(
                name: "shipping",
                schema: "accounting");

            migrationBuilder.DropTable(
                name: "order",
                schema: "accounting");
        }
    }
}
