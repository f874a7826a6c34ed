using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OtelShop.Checkouts.Migrations
{
    /// <inheritdoc />
    public partial class RequestFingerprints : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<byte[]>(
                name: "request_fingerprint",
                schema: "checkout",
                table: "orders",
                type: "bytea",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "request_fingerprint",
                schema: "checkout",
                table: "orders");
        }
    }
}
