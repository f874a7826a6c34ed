using Microsoft.Extensions.Logging;

namespace OtelShop.ServiceDefaults.Postgres;

internal static partial class PostgresLog
{
    [LoggerMessage(1, LogLevel.Information,
        "Migrations of database {db.namespace} applied: {demo.database.migrations}",
        EventName = "database.migrations.applied")]
    public static partial void MigrationsApplied(
        this ILogger logger, [TagName("db.namespace")] string database, [TagName("demo.database.migrations")] string migrations);

    [LoggerMessage(2, LogLevel.Warning, "Database {db.namespace} does not answer yet, trying again: {error.message}", EventName = "database.connection.failed")]
    public static partial void DatabaseAway(this ILogger logger, [TagName("db.namespace")] string database, [TagName("error.message")] string reason);

    [LoggerMessage(3, LogLevel.Error, "Database {db.namespace} does not answer: {error.message}", EventName = "database.unavailable")]
    public static partial void DatabaseUnavailable(this ILogger logger, [TagName("db.namespace")] string database, [TagName("error.message")] string reason);
}
