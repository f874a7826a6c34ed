using Microsoft.Extensions.Logging;

namespace OtelShop.ServiceDefaults.Postgres;

internal static partial class PostgresLog
{
    [LoggerMessage(1, LogLevel.Information, "Migrations of database {Database} applied: {Migrations}")]
    public static partial void MigrationsApplied(this ILogger logger, string database, string migrations);

    [LoggerMessage(2, LogLevel.Warning, "Database {Database} does not answer yet, trying again: {Reason}")]
    public static partial void DatabaseAway(this ILogger logger, string database, string reason);
}
