using Microsoft.Extensions.Logging;

namespace OtelShop.ServiceDefaults.Postgres;

internal static partial class OldPostgresLog
{
    [LoggerMessage(1, LogLevel.Information, "Schema of database {Database} changed to version {Version} ({Name})")]
    public static partial void SchemaChanged(this ILogger logger, string database, int version, string name);

    [LoggerMessage(3, LogLevel.Warning, "Database {Database} does not answer: {Reason}")]
    public static partial void DatabaseDoesNotAnswer(this ILogger logger, string database, string reason);
}
