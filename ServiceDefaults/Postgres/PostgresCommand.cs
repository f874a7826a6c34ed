using System.Data;
using Npgsql;
using OtelShop.FaultInjection;

namespace OtelShop.ServiceDefaults.Postgres;

/// <summary>A command of a <see cref="PostgresDatabase"/>. Npgsql calls nobody before a command, so this one does it itself.</summary>
public sealed class PostgresCommand : IAsyncDisposable
{
    private readonly NpgsqlCommand _command;
    private readonly NpgsqlConnection _connection;
    private readonly bool _isConnectionOwn;
    private readonly SlowQueries? _slow;

    internal PostgresCommand(NpgsqlCommand command, bool isConnectionOwn, SlowQueries? slow)
    {
        _command = command;
        _connection = command.Connection!;
        _isConnectionOwn = isConnectionOwn;
        _slow = slow;
    }

    /// <summary>The values of <c>$1</c>, <c>$2</c>, ... in this order.</summary>
    public NpgsqlParameterCollection Parameters => _command.Parameters;

    /// <summary>Executes the command.</summary>
    /// <param name="cancellationToken">Ends it, in the database too.</param>
    /// <returns>The rows that it changed.</returns>
    public async Task<int> ExecuteNonQueryAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await BeginAsync(cancellationToken);
            return await _command.ExecuteNonQueryAsync(cancellationToken);
        }
        finally
        {
            await EndAsync();
        }
    }

    /// <summary>Executes the command.</summary>
    /// <param name="cancellationToken">Ends it, in the database too.</param>
    /// <returns>The first column of the first row; null when there is no row.</returns>
    public async Task<object?> ExecuteScalarAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await BeginAsync(cancellationToken);
            return await _command.ExecuteScalarAsync(cancellationToken);
        }
        finally
        {
            await EndAsync();
        }
    }

    /// <summary>Executes the command.</summary>
    /// <param name="cancellationToken">Ends it, in the database too.</param>
    /// <returns>Its rows; a connection of the command's own is given back with them.</returns>
    public async Task<NpgsqlDataReader> ExecuteReaderAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await BeginAsync(cancellationToken);
            return await _command.ExecuteReaderAsync(_isConnectionOwn ? CommandBehavior.CloseConnection : CommandBehavior.Default, cancellationToken);
        }
        catch
        {
            await EndAsync();
            throw;
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _command.DisposeAsync();
        if (_isConnectionOwn)
            await _connection.DisposeAsync();
    }

    private async ValueTask BeginAsync(CancellationToken cancellationToken)
    {
        if (_isConnectionOwn)
            await _connection.OpenAsync(cancellationToken);
        if (_slow is not null)
            await _slow.WaitAsync(_connection, _command.CommandTimeout, cancellationToken);
    }

    // Before the next command needs one: a few requests that hold two each would exhaust the pool.
    private Task EndAsync() => _isConnectionOwn ? _connection.CloseAsync() : Task.CompletedTask;
}
