using System.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace OtelShop.ServiceDefaults.Postgres;

/// <summary>
/// Applies schema files before the server listens. An advisory lock lets one replica do it while the others wait; each file runs in a
/// transaction together with the row that remembers it. A database that is not there yet is waited for.
/// </summary>
internal sealed class SqlMigrator(NpgsqlDataSource database, SqlMigrationSource source, TimeProvider clock, ILogger<SqlMigrator> logger)
    : IHostedLifecycleService
{
    // Any number serves, as long as no other software locks it in the same database.
    private const long LockKey = 0x4F74656C53686F70;
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(5);

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var migrations = source.Read();
        for (var delay = FirstDelay; ; delay = delay * 2 < LongestDelay ? delay * 2 : LongestDelay)
        {
            try
            {
                await ApplyAsync(migrations, cancellationToken);
                return;
            }
            catch (NpgsqlException error) when (error.IsTransient || error.SqlState == PostgresErrorCodes.InvalidCatalogName)
            {
                logger.DatabaseAway(source.DatabaseName, error.Message);
                await Task.Delay(delay, clock, cancellationToken);
            }
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task ApplyAsync(IReadOnlyList<SqlMigration> migrations, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await ExecuteAsync(connection, $"SELECT pg_advisory_lock({LockKey})", cancellationToken);
        try
        {
            var applied = await ReadAppliedAsync(connection, cancellationToken);
            foreach (var migration in migrations)
            {
                if (!applied.TryGetValue(migration.Version, out var checksum))
                    await ApplyAsync(connection, migration, cancellationToken);
                else if (checksum != migration.Checksum)
                    throw new InvalidOperationException(
                        $"Schema file {migration.Version:0000}_{migration.Name}.sql of '{source.DatabaseName}' was changed after it had been applied. " +
                        "Put the change into a new file with the next number.");
            }
        }
        finally
        {
            // The lock belongs to the session, which the pool keeps unless it broke.
            if (connection.State == ConnectionState.Open)
                await ExecuteAsync(connection, $"SELECT pg_advisory_unlock({LockKey})", CancellationToken.None);
        }
    }

    private async Task ApplyAsync(NpgsqlConnection connection, SqlMigration migration, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync(connection, migration.Sql, cancellationToken);
        await using var remember = new NpgsqlCommand("INSERT INTO schema_version (version, name, checksum) VALUES ($1, $2, $3)", connection)
        {
            Parameters = { new() { Value = migration.Version }, new() { Value = migration.Name }, new() { Value = migration.Checksum } },
        };
        await remember.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        logger.SchemaChanged(source.DatabaseName, migration.Version, migration.Name);
    }

    private static async Task<Dictionary<int, string>> ReadAppliedAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        const string ledger = """
            CREATE TABLE IF NOT EXISTS schema_version (
                version integer PRIMARY KEY,
                name text NOT NULL,
                checksum text NOT NULL,
                applied_at timestamptz NOT NULL DEFAULT now())
            """;
        await ExecuteAsync(connection, ledger, cancellationToken);
        await using var query = new NpgsqlCommand("SELECT version, checksum FROM schema_version", connection);
        await using var rows = await query.ExecuteReaderAsync(cancellationToken);
        var applied = new Dictionary<int, string>();
        while (await rows.ReadAsync(cancellationToken))
            applied.Add(rows.GetInt32(0), rows.GetString(1));
        return applied;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
