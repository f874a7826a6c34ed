using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Oteldemo;
using OtelShop.FraudDetections;
using OtelShop.FraudDetections.Rules;
using OtelShop.Testing.Services;

namespace OtelShop.FraudDetection.Tests;

/// <summary>The screening of the service on a database of its own, and a way to look into it.</summary>
internal sealed class Screening : IAsyncDisposable
{
    private readonly NpgsqlDataSource _database;
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().AddFraudRules().BuildServiceProvider();
    private readonly FraudTelemetry _telemetry;

    public Screening(string connectionString)
    {
        _database = NpgsqlDataSource.Create(connectionString);
        _telemetry = new FraudTelemetry(_services.GetRequiredService<IMeterFactory>());
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public TestFlags Flags { get; } = new();

    /// <summary>The clock of <see cref="QueueProblems"/>.</summary>
    public TestClock Seconds { get; } = new();

    public async Task CreateTablesAsync()
    {
        await using var database = Open();
        await database.Database.MigrateAsync();
    }

    /// <summary>Screens as a newly started service would: nothing is carried over but the database.</summary>
    /// <param name="order">The order.</param>
    /// <param name="orderedAt">The time of its message; by default now.</param>
    public async Task HandleAsync(OrderResult order, DateTimeOffset? orderedAt = null)
    {
        await using var database = Open();
        var options = Options.Create(new FraudOptions());
        var store = new FraudStore(database, options, Clock);
        var problems = new QueueProblems(Flags.Client, Seconds, NullLogger<QueueProblems>.Instance);
        var screening = new OrderScreening(
            store, new DollarConversion(new FakeCurrencyClient()), _services.GetServices<IFraudRule>(), problems, options, _telemetry, NullLogger<OrderScreening>.Instance);
        await screening.HandleAsync(order, orderedAt ?? Clock.GetUtcNow(), CancellationToken.None);
    }

    public async Task<string?> AlertAsync(string orderId)
    {
        await using var command = _database.CreateCommand("SELECT score || ' ' || array_to_string(rules, ',') FROM fraud_alerts WHERE order_id = $1");
        command.Parameters.Add(new NpgsqlParameter { Value = orderId });
        return await command.ExecuteScalarAsync() as string;
    }

    public async Task<T> QueryAsync<T>(string sql)
    {
        await using var command = _database.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        _telemetry.Dispose();
        await _database.DisposeAsync();
        await _services.DisposeAsync();
    }

    private FraudDbContext Open() =>
        new(new DbContextOptionsBuilder<FraudDbContext>().UseNpgsql(_database).UseSnakeCaseNamingConvention().Options);
}
