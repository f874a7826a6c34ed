using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Oteldemo;
using OtelShop.Testing.Backing;
using OtelShop.Testing.Services;

namespace OtelShop.Payment.Tests;

/// <summary>A running payment service with a database of its own, on 15 November 2026.</summary>
public abstract class PaymentTest(PostgresServer postgres) : IClassFixture<PostgresServer>, IAsyncLifetime
{
    private ServiceHost<Program>? _host;
    private NpgsqlDataSource? _database;

    private protected ServiceHost<Program> Host => _host!;

    protected PostgresServer Postgres => postgres;

    protected string ConnectionString { get; private set; } = "";

    private protected FakeLogCollector Log { get; } = new();

    protected TestFlags Flags { get; } = new();

    protected PaymentService.PaymentServiceClient Payment => new(Host.Channel);

    public async ValueTask InitializeAsync()
    {
        ConnectionString = await postgres.CreateDatabaseAsync();
        _database = NpgsqlDataSource.Create(ConnectionString);
        _host = Start();
    }

    public async ValueTask DisposeAsync()
    {
        await _host!.DisposeAsync();
        await _database!.DisposeAsync();
    }

    private protected ServiceHost<Program> Start(string? database = null) => new(
        services =>
        {
            Flags.AddTo(services);
            services.AddSingleton(new Random(42));
            services.AddSingleton<TimeProvider>(new FakeTimeProvider(new DateTimeOffset(2026, 11, 15, 12, 0, 0, TimeSpan.Zero)));
            services.AddLogging(logging => logging.AddProvider(new FakeLoggerProvider(Log)).SetMinimumLevel(LogLevel.Trace));
        },
        ("ConnectionStrings:payment", database ?? ConnectionString));

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
