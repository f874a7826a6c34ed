using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OtelShop.ProductCatalogs.Migrations
{
    /// <inheritdoc />
    public partial class Products : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "catalog");

            migrationBuilder.CreateTable(
                name: "products",
                schema: "catalog",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    description = table.Column<string>(type: "text", nullable: true),
                    picture = table.Column<string>(type: "text", nullable: true),
                    price_currency_code = table.Column<string>(type: "text", nullable: false),
                    price_units = table.Column<long>(type: "bigint", nullable: false),
                    price_nanos = table.Column<int>(type: "integer", nullable: false),
                    categories = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("products_pkey", x => x.id);
                    table.CheckConstraint("products_price_nanos_check", "price_nanos BETWEEN -999999999 AND 999999999");
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "products",
                schema: "catalog");
        }
    }
}
