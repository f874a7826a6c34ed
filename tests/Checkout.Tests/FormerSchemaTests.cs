using OtelShop.Testing.Backing;
using OtelShop.Testing.Services;

namespace OtelShop.Checkout.Tests;

public sealed class FormerSchemaTests(Backing backing) : CheckoutTest(backing)
{
    protected override Task<string> CreateDatabaseAsync() => Postgres.CreateDatabaseAsync("FormerSchema.sql");

    [Fact]
    public async Task The_outbox_of_a_former_database_is_delivered() =>
        Assert.Equal("former@example.com", (await Shop.Email.NextAsync(Patience)).Request.Email);

    [Fact]
    public async Task The_orders_of_a_former_database_are_kept_and_recovered()
    {
        await Eventually.HoldsAsync(async () => await QueryAsync<long>("SELECT count(*) FROM checkout.orders WHERE state = 'refunded'") == 1);
        await BuyAsync();

        Assert.Equal("LAMP: confirmed", await QueryAsync<string>(
            "SELECT product_id || ': ' || state FROM checkout.orders JOIN checkout.order_items USING (order_id) WHERE user_id = 'former user'"));
        Assert.Equal(2, await QueryAsync<long>("SELECT count(*) FROM checkout.orders WHERE state = 'confirmed'"));
    }

    [Fact]
    public async Task A_former_database_has_the_schema_of_a_new_one()
    {
        var former = ConnectionString;
        ConnectionString = await Postgres.CreateDatabaseAsync();
        Start();

        Assert.Equal(await DatabaseSchema.DescribeAsync(ConnectionString), await DatabaseSchema.DescribeAsync(former));
    }
}
