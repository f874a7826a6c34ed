using Npgsql;
using OtelShop.FaultInjection;

namespace OtelShop.ServiceDefaults.Postgres;

/// <summary>The database of a service that speaks SQL itself: commands that the flag <c>databaseSlowQueries</c> can slow down.</summary>
public sealed class PostgresDatabase
{
    private readonly SlowQueries? _slow;

    /// <summary>A database outside of a service: no flag slows it down.</summary>
    /// <param name="source">The database.</param>
    public PostgresDatabase(NpgsqlDataSource source) => Source = source;

    internal PostgresDatabase(NpgsqlDataSource source, SlowQueries slow)
    {
        Source = source;
        _slow = slow;
    }

    /// <summary>The same database for what no flag is to slow down.</summary>
    public NpgsqlDataSource Source { get; }

    /// <summary>A command that takes a connection for as long as it is executed.</summary>
    /// <param name="sql">One statement, its parameters <c>$1</c>, <c>$2</c>, ...</param>
    public PostgresCommand CreateCommand(string sql) => new(new NpgsqlCommand(sql, Source.CreateConnection()), isConnectionOwn: true, _slow);

    /// <summary>A command on an open connection, within its transaction if it has one.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="sql">One statement, its parameters <c>$1</c>, <c>$2</c>, ...</param>
    public PostgresCommand CreateCommand(NpgsqlConnection connection, string sql) => new(new NpgsqlCommand(sql, connection), isConnectionOwn: false, _slow);

    /// <summary>Opens a connection.</summary>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public ValueTask<NpgsqlConnection> OpenConnectionAsync(CancellationToken cancellationToken) => Source.OpenConnectionAsync(cancellationToken);
}
