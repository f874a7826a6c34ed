using OtelShop.Testing.Backing;

namespace OtelShop.Accounting.Tests;

public sealed class FormerSchemaTests(PostgresServer server, KafkaBroker broker) : IClassFixture<PostgresServer>, IClassFixture<KafkaBroker>
{
    [Fact]
    public async Task The_service_keeps_the_orders_of_a_former_database_and_adds_to_them()
    {
        var books = new Books(await server.CreateDatabaseAsync("FormerSchema.sql"));
        await using var service = new AccountingService(broker.BootstrapServers, books);
        service.CreateClient().Dispose();
        await service.PublishAsync(Orders.Order("o-1"));
        await service.WaitForAsync("o-1");

        var former = (await books.FindAsync("former-order"))!;
        Assert.Equal(("former-tracking", "Mountain View"), (former.Shipping.ShippingTrackingId, former.Shipping.City));
        Assert.Equal([2, 1], former.Items.Select(item => item.Quantity));
        Assert.Equal((null, "USD", 314.87m), (former.OrderedAt, former.TotalCurrencyCode, former.TotalAmount));
    }

    [Fact]
    public async Task A_former_database_has_the_schema_of_a_new_one()
    {
        var former = new Books(await server.CreateDatabaseAsync("FormerSchema.sql"));
        var created = await Books.CreateAsync(server);
        await using var service = new AccountingService(broker.BootstrapServers, former);
        service.CreateClient().Dispose();

        Assert.Equal(await DatabaseSchema.DescribeAsync(created.ConnectionString), await DatabaseSchema.DescribeAsync(former.ConnectionString));
    }
}
