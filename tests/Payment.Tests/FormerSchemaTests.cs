using Npgsql;
using OtelShop.Testing.Backing;

namespace OtelShop.Payment.Tests;

public sealed class FormerSchemaTests(PostgresServer postgres) : PaymentTest(postgres)
{
    [Fact]
    public async Task A_charge_of_a_former_database_is_remembered_and_can_be_refunded()
    {
        await using var host = Start(await Postgres.CreateDatabaseAsync("FormerSchema.sql"));
        var payment = new Oteldemo.PaymentService.PaymentServiceClient(host.Channel);

        var charged = await payment.ChargeAsync(Charge("former order"));
        var refund = await payment.RefundAsync(RefundOf("former order"));

        Assert.Equal(("5f0d2a4e-0000-4000-8000-000000000001", 12.34m), (charged.TransactionId, refund.Amount.ToDecimal()));
    }

    [Fact]
    public async Task A_former_database_has_the_schema_of_a_new_one()
    {
        var former = await Postgres.CreateDatabaseAsync("FormerSchema.sql");
        await using var host = Start(former);
        host.StartServer();
        Host.StartServer();

        Assert.Equal(await DatabaseSchema.DescribeAsync(ConnectionString), await DatabaseSchema.DescribeAsync(former));
    }

    [Fact]
    public async Task Every_row_of_a_former_database_is_kept()
    {
        var former = await Postgres.CreateDatabaseAsync("FormerSchema.sql");
        await using var host = Start(former);
        host.StartServer();
        await using var database = NpgsqlDataSource.Create(former);
        await using var states = database.CreateCommand("SELECT string_agg(idempotency_key || ': ' || state, ', ' ORDER BY state) FROM payment.charges");

        Assert.Equal("former order: charged, former voided order: voided", await states.ExecuteScalarAsync());
    }
}
