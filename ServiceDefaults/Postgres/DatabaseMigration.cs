using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using OpenTelemetry;
using OtelShop.ServiceDefaults.Identity;

namespace OtelShop.ServiceDefaults.Postgres;

/// <summary>Applies the migrations of a context before the server listens, one replica at a time. Waits for a missing database.</summary>
internal sealed class DatabaseMigration<TContext>(IDbContextFactory<TContext> contexts, TimeProvider clock, ILogger<DatabaseMigration<TContext>> logger)
    : IHostedLifecycleService
    where TContext : DbContext
{
    // Also the lock of version 0.1: no replica of it changes the schema at the same time.
    private const long LockKey = 0x4F74656C53686F70;
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(5);

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        // Migrations are not traced, and no flag slows them.
        using var untraced = SuppressInstrumentationScope.Begin();
        for (var delay = FirstDelay; ; delay = delay * 2 < LongestDelay ? delay * 2 : LongestDelay)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var name = context.Database.GetDbConnection().Database;
            try
            {
                await MigrateAsync(context.Database, name, cancellationToken);
                return;
            }
            catch (Exception error) when (error.IsDatabaseUnavailable() || error is PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName })
            {
                logger.DatabaseAway(name, ReasonOf(error));
                await Task.Delay(delay, clock, cancellationToken);
            }
            catch (PostgresException error) when (error.SqlState is PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification)
            {
                throw new InvalidOperationException(
                    $"Database '{name}' refuses the service: {error.MessageText}. Correct the password, or with an identity create its role by eng/azure/create-roles.sh.", error);
            }
            catch (PostgresException error)
            {
                throw new InvalidOperationException(
                    $"The schema of database '{name}' cannot be migrated: {error.MessageText}. Repair the schema, or start with an empty database.", error);
            }
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static string ReasonOf(Exception error)
    {
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            if (cause is TokenUnavailableException)
                return cause.Message;
        }

        return (error.InnerException ?? error).Message;
    }

    private async Task MigrateAsync(DatabaseFacade database, string name, CancellationToken cancellationToken)
    {
        // MigrateAsync would create a missing database, which is the app model's to create.
        await database.OpenConnectionAsync(cancellationToken);
        // EF Core's own lock ends with each migration's transaction: two replicas would apply the second migration.
        await database.ExecuteSqlAsync($"SELECT pg_advisory_lock({LockKey})", cancellationToken);
        try
        {
            await database.CreateExecutionStrategy().ExecuteAsync(token => MigrationHistory.CreateAsync(database, token), cancellationToken);
            var pending = (await database.GetPendingMigrationsAsync(cancellationToken)).ToList();
            if (pending.Count == 0)
                return;
            await database.MigrateAsync(cancellationToken);
            logger.MigrationsApplied(name, string.Join(", ", pending));
        }
        finally
        {
            // The lock belongs to the session, which the pool keeps unless it broke.
            if (database.GetDbConnection().State == ConnectionState.Open)
                await database.ExecuteSqlAsync($"SELECT pg_advisory_unlock({LockKey})", CancellationToken.None);
        }
    }
}
