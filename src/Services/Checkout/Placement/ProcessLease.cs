using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using OpenTelemetry;
using OtelShop.ServiceDefaults.Postgres;

namespace OtelShop.Checkouts.Placement;

/// <summary>
/// Shows the other replicas that this process lives: one of its database sessions holds an advisory lock, which PostgreSQL releases when the
/// process dies. Its pending orders carry the key of the lock.
/// </summary>
internal sealed class ProcessLease(IDbContextFactory<CheckoutDbContext> contexts, TimeProvider clock, ILogger<ProcessLease> logger) : BackgroundService
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(250);

    /// <summary>Key of the lock, positive and random.</summary>
    public long Key { get; } = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long))) & long.MaxValue;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var untraced = SuppressInstrumentationScope.Begin();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await HoldAsync(stoppingToken);
            }
            catch (Exception error) when (error is NpgsqlException || error.IsDatabaseUnavailable())
            {
                logger.LeaseLost(error);
                await Task.Delay(RetryDelay, clock, stoppingToken);
            }
        }
    }

    /// <summary>Holds the lock until its session ends.</summary>
    private async Task HoldAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await context.Database.OpenConnectionAsync(cancellationToken);
        var connection = (NpgsqlConnection)context.Database.GetDbConnection();
        await using var command = new NpgsqlCommand("SELECT pg_advisory_lock($1)", connection) { Parameters = { new() { Value = Key } } };
        await command.ExecuteNonQueryAsync(cancellationToken);
        while (true)
            await connection.WaitAsync(cancellationToken);
    }
}
