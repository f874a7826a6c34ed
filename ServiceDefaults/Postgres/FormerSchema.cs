using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OtelShop.ServiceDefaults.Postgres;

/// <summary>Adopts databases of version 0.1, whose numbered SQL files were recorded in <c>schema_version</c>: migration N does what file N did.</summary>
internal static class FormerSchema
{
    // The lock of version 0.1: no replica of it changes the schema meanwhile.
    private const long LockKey = 0x4F74656C53686F70;

    public static async Task AdoptAsync(DatabaseFacade database, CancellationToken cancellationToken)
    {
        var history = database.GetService<IHistoryRepository>();
        await using var transaction = await database.BeginTransactionAsync(cancellationToken);
        await database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({LockKey})", cancellationToken);
        if (!await IsFormerAsync(database, cancellationToken))
            return;

        var applied = await database.SqlQuery<int>($"SELECT count(*)::int AS value FROM schema_version").ToListAsync(cancellationToken);
        await database.ExecuteSqlRawAsync(history.GetCreateScript(), cancellationToken);
        foreach (var migration in database.GetMigrations().Take(applied.Single()))
            await database.ExecuteSqlRawAsync(history.GetInsertScript(new HistoryRow(migration, ProductInfo.GetVersion())), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task<bool> IsFormerAsync(DatabaseFacade database, CancellationToken cancellationToken)
    {
        var answers = await database.SqlQuery<bool>(
            $"""
            SELECT to_regclass('schema_version') IS NOT NULL AND to_regclass('"__EFMigrationsHistory"') IS NULL AS value
            """).ToListAsync(cancellationToken);
        return answers.Single();
    }
}
