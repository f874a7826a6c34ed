using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OtelShop.ServiceDefaults.Postgres;

/// <summary>
/// Creates EF Core's table of applied migrations, which EF Core would miss with an error in the log. Databases of version 0.1 are adopted: that
/// version recorded its numbered SQL files in <c>schema_version</c>, and migration N does what file N did.
/// </summary>
internal static class MigrationHistory
{
    public static async Task CreateAsync(DatabaseFacade database, CancellationToken cancellationToken)
    {
        if (await ExistsAsync(database, HistoryRepository.DefaultTableName, cancellationToken))
            return;

        await using var transaction = await database.BeginTransactionAsync(cancellationToken);
        var history = database.GetService<IHistoryRepository>();
        await database.ExecuteSqlRawAsync(history.GetCreateScript(), cancellationToken);
        foreach (var migration in database.GetMigrations().Take(await CountFormerAsync(database, cancellationToken)))
            await database.ExecuteSqlRawAsync(history.GetInsertScript(new HistoryRow(migration, ProductInfo.GetVersion())), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task<int> CountFormerAsync(DatabaseFacade database, CancellationToken cancellationToken) =>
        await ExistsAsync(database, "schema_version", cancellationToken)
            ? (await database.SqlQuery<int>($"SELECT count(*)::int AS value FROM schema_version").ToListAsync(cancellationToken)).Single()
            : 0;

    private static async Task<bool> ExistsAsync(DatabaseFacade database, string table, CancellationToken cancellationToken) =>
        (await database.SqlQuery<bool>($"SELECT EXISTS (SELECT FROM pg_tables WHERE schemaname = current_schema() AND tablename = {table}) AS value")
            .ToListAsync(cancellationToken)).Single();
}
