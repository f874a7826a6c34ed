using Grpc.Core;
using Npgsql;
using Oteldemo;
using OtelShop.Testing.Backing;

namespace OtelShop.Payment.Tests;

/// <summary>A running payment service with a database of its own.</summary>
public abstract class PaymentTest(PostgresServer postgres) : IClassFixture<PostgresServer>, IAsyncLifetime
{
    private string _connectionString = "";
    private PaymentProcess? _process;
    private NpgsqlDataSource? _database;

    private protected PaymentProcess Process => _process!;

    private protected PaymentService.PaymentServiceClient Payment => Process.Client;

    public async Task InitializeAsync()
    {
        _connectionString = await postgres.CreateDatabaseAsync();
        _database = NpgsqlDataSource.Create(_connectionString);
        _process = Start();
    }

    public async Task DisposeAsync()
    {
        await _process!.DisposeAsync();
        await _database!.DisposeAsync();
    }

    private protected PaymentProcess Start() => new(_connectionString);

    protected static ChargeRequest Charge(string key = "", decimal amount = 12.34m) => new()
    {
        Amount = Money.FromDecimal("USD", amount),
        CreditCard = Cards.Visa(),
        IdempotencyKey = key,
    };

    protected static RefundRequest RefundOf(string key) => new() { IdempotencyKey = key };

    protected async Task<string> ChargeAsync(ChargeRequest request) => (await Payment.ChargeAsync(request)).TransactionId;

    protected async Task<RpcException> RefusedAsync(ChargeRequest request) =>
        await Assert.ThrowsAsync<RpcException>(async () => await Payment.ChargeAsync(request));

    protected async Task<RpcException> RefusedAsync(RefundRequest request) =>
        await Assert.ThrowsAsync<RpcException>(async () => await Payment.RefundAsync(request));

    protected async Task<T> QueryAsync<T>(string query)
    {
        await using var command = _database!.CreateCommand(query);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    protected Task<long> CountChargesAsync() => QueryAsync<long>("SELECT count(*) FROM payment.charges WHERE state = 'charged'");
}
