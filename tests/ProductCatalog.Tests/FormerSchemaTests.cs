using Oteldemo;
using OtelShop.Testing.Backing;
using OtelShop.Testing.Services;
using CatalogClient = Oteldemo.ProductCatalogService.ProductCatalogServiceClient;

namespace OtelShop.ProductCatalogs.Tests;

public sealed class FormerSchemaTests(PostgresServer postgres) : IClassFixture<PostgresServer>
{
    [Fact]
    public async Task The_service_keeps_the_products_of_a_former_database()
    {
        await using var host = Start(await postgres.CreateDatabaseAsync("FormerSchema.sql"));
        var products = (await new CatalogClient(host.Channel).ListProductsAsync(new Empty())).Products;

        Assert.Equal(["0PUK6V6EV0", "1YMWWN1N4O", "2ZYFJ3GM2N", "66VCHSJNUP", "6E92ZMYYFZ", "9SIQT8TOJO", "ADDED00001", "L9ECAV7KIM", "LS4PSXUNUM", "OLJCESPC7Z"],
            products.Select(product => product.Id));
        Assert.Equal("Renamed Binoculars", products[2].Name);
    }

    [Fact]
    public async Task A_former_database_has_the_schema_of_a_new_one()
    {
        var former = await postgres.CreateDatabaseAsync("FormerSchema.sql");
        var created = await postgres.CreateDatabaseAsync();
        await using var onFormer = Start(former);
        await using var onCreated = Start(created);
        onFormer.StartServer();
        onCreated.StartServer();

        Assert.Equal(await DatabaseSchema.DescribeAsync(created), await DatabaseSchema.DescribeAsync(former));
    }

    private static ServiceHost<Program> Start(string database) => new(settings: ("ConnectionStrings:catalog", database));
}
