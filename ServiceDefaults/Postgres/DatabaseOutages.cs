using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;
using OtelShop.ServiceDefaults.Telemetry;

namespace OtelShop.ServiceDefaults.Postgres;

/// <summary>
/// Records a database that cannot be reached or does not answer, once a minute. EF Core records each connection that fails, and nothing of a command that its caller
/// waited for in vain: that is cancelled, which is no failure.
/// </summary>
internal sealed class DatabaseOutages(TimeProvider time, ILogger<DatabaseOutages> logger) : IDbCommandInterceptor, IDbConnectionInterceptor
{
    /// <summary>Category of EF Core's records of connections, which these replace.</summary>
    public const string ReplacedCategory = "Microsoft.EntityFrameworkCore.Database.Connection";

    // Commands take milliseconds. A user that leaves sooner says nothing of the database.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private readonly OutageLimit _limit = new(time);

    public Task CommandCanceledAsync(DbCommand command, CommandEndEventData eventData, CancellationToken cancellationToken = default) => GivenUp(eventData.Duration, command.Connection);

    public Task ConnectionCanceledAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default) => GivenUp(eventData.Duration, connection);

    public Task ConnectionFailedAsync(DbConnection connection, ConnectionErrorEventData eventData, CancellationToken cancellationToken = default) => Record(connection, eventData.Exception.Message);

    public void ConnectionFailed(DbConnection connection, ConnectionErrorEventData eventData) => Record(connection, eventData.Exception.Message);

    private Task GivenUp(TimeSpan waited, DbConnection? connection) =>
        waited < Patience ? Task.CompletedTask : Record(connection, string.Create(CultureInfo.InvariantCulture, $"a caller gave up after {waited.TotalSeconds:0.0} s."));

    private Task Record(DbConnection? connection, string reason)
    {
        if (_limit.IsDue())
            logger.DatabaseUnavailable(connection?.Database ?? "", reason);
        return Task.CompletedTask;
    }
}
