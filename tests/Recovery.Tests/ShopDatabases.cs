using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using OtelShop.Accountings;
using OtelShop.Checkouts;
using OtelShop.Payments;
using OtelShop.Testing.Backing;

namespace OtelShop.Recovery.Tests;

/// <summary>The databases of checkout, payment and accounting on one server, in which orders are placed as the services do: with every commit in its order.</summary>
internal sealed class ShopDatabases : IAsyncDisposable
{
    private const int Shoppers = 4;
    private readonly ConcurrentQueue<Guid> _confirmed = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly NpgsqlDataSource _checkout;
    private readonly NpgsqlDataSource _payment;
    private readonly NpgsqlDataSource _accounting;
    private readonly Task _shoppers;

    private ShopDatabases(string connectionString)
    {
        (_checkout, _payment, _accounting) = (Open("checkout"), Open("payment"), Open("accounting"));
        _shoppers = Task.WhenAll(Enumerable.Range(0, Shoppers).Select(shopper => Task.Run(() => ShopAsync(new Random(shopper)))));

        NpgsqlDataSource Open(string database) => NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { Database = database });
    }

    /// <summary>Orders that shoppers were told of.</summary>
    public int Confirmed => _confirmed.Count;

    /// <summary>Orders that are placed at the same time.</summary>
    public static int InFlight => Shoppers;

    /// <summary>Makes the databases as the services' migrations do, and begins to place orders.</summary>
    public static async Task<ShopDatabases> OpenAsync(PostgresServer server)
    {
        string[] names = ["accounting", "checkout", "payment"];
        await using (var connection = NpgsqlDataSource.Create(server.ConnectionString + ";Pooling=false"))
            foreach (var name in names)
                await connection.CreateCommand($"CREATE DATABASE {name}").ExecuteNonQueryAsync();
        await new AccountingDbContext(Options<AccountingDbContext>("accounting")).Database.MigrateAsync();
        await new CheckoutDbContext(Options<CheckoutDbContext>("checkout")).Database.MigrateAsync();
        await new PaymentDbContext(Options<PaymentDbContext>("payment")).Database.MigrateAsync();
        return new ShopDatabases(server.ConnectionString);

        DbContextOptions<T> Options<T>(string database) where T : DbContext =>
            new DbContextOptionsBuilder<T>().UseNpgsql(new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = database, Pooling = false }.ConnectionString).UseSnakeCaseNamingConvention().Options;
    }

    /// <summary>Waits until this many more orders are confirmed.</summary>
    public async Task SellAsync(int orders)
    {
        var enough = Confirmed + orders;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (Confirmed < enough && await timer.WaitForNextTickAsync())
            if (_shoppers.IsCompleted) await _shoppers;
    }

    /// <summary>Runs a statement in the database of payment.</summary>
    public Task ExecuteAsync(string sql) => RunAsync(_payment, sql);

    /// <summary>The server's time.</summary>
    public async Task<string> TimeAsync() => (string)(await _payment.CreateCommand("SELECT clock_timestamp()::text").ExecuteScalarAsync())!;

    /// <summary>Closes the current segment of the log, and waits until it is archived.</summary>
    public async Task ArchiveAsync()
    {
        var segment = (string)(await _payment.CreateCommand("SELECT pg_walfile_name(pg_switch_wal())").ExecuteScalarAsync())!;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (await timer.WaitForNextTickAsync())
            if (await _payment.CreateCommand($"SELECT 1 FROM pg_stat_archiver WHERE last_archived_wal >= '{segment}'").ExecuteScalarAsync() is not null) return;
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _shoppers;
        foreach (var database in (NpgsqlDataSource[])[_checkout, _payment, _accounting])
            await database.DisposeAsync();
        _closing.Dispose();
    }

    private async Task ShopAsync(Random random)
    {
        while (!_closing.IsCancellationRequested)
        {
            var (order, units, nanos) = (Guid.NewGuid(), random.Next(1, 5000), random.Next(0, 100) * 10_000_000);
            var (currency, total) = (random.Next(2) == 0 ? "USD" : "EUR", units + (nanos / 1e9m));
            await RunAsync(_checkout, "INSERT INTO checkout.orders (order_id, user_id, state, currency_code, shipping_amount, total_amount) VALUES ($1, 'shopper', 'pending', $2, 1, $3)", order, currency, total);
            await RunAsync(
                _payment, "INSERT INTO payment.charges (transaction_id, idempotency_key, state, currency_code, amount_units, amount_nanos, card_brand, card_last_four, created_at) VALUES ($1, $2, 'charged', $3, $4, $5, 'visa', '1881', now())",
                Guid.NewGuid(), order.ToString(), currency, (long)units, nanos);
            await RunAsync(
                _checkout, """
                WITH confirmed AS (UPDATE checkout.orders SET state = 'confirmed', transaction_id = 't', settled_at = now() WHERE order_id = $1 RETURNING order_id)
                INSERT INTO checkout.outbox (order_id, kind, payload) SELECT order_id, 'event', ''::bytea FROM confirmed
                """, order);
            _confirmed.Enqueue(order);
            await RunAsync(_accounting, "INSERT INTO accounting.\"order\" (order_id, ordered_at, total_currency_code, total_amount) VALUES ($1, now(), $2, $3)", order.ToString(), currency, total);
            await RunAsync(_checkout, "DELETE FROM checkout.outbox WHERE order_id = $1", order);
        }
    }

    private static async Task RunAsync(NpgsqlDataSource database, string sql, params object[] values)
    {
        await using var command = database.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync();
    }
}
