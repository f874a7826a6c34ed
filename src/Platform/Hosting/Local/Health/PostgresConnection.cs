using Npgsql;

namespace Aspire.Hosting.Local.Health;

/// <summary>The host's own connections: seldom and short, so never pooled.</summary>
internal static class PostgresConnection
{
    /// <param name="connectionString">Where to connect.</param>
    /// <param name="database">Database to use instead of the one named by the connection string. Null means that one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<NpgsqlConnection> OpenAsync(ReferenceExpression connectionString, string? database, CancellationToken cancellationToken)
    {
        var settings = new NpgsqlConnectionStringBuilder(await connectionString.GetValueAsync(cancellationToken))
        {
            Pooling = false,
            Timeout = 3,
            ApplicationName = "app host",
        };
        if (database is not null)
            settings.Database = database;
        var connection = new NpgsqlConnection(settings.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch (NpgsqlException)
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
