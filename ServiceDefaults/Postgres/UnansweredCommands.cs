using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;
using OtelShop.ServiceDefaults.Telemetry;

namespace OtelShop.ServiceDefaults.Postgres;

/// <summary>Records a database that does not answer while its callers' time ends: such a command is cancelled, which is no failure, and no other record tells of it.</summary>
internal sealed class UnansweredCommands(TimeProvider time, ILogger<UnansweredCommands> logger) : IDbCommandInterceptor, IDbConnectionInterceptor
{
    // Commands take milliseconds. A user that leaves sooner says nothing of the database.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private readonly OutageLimit _limit = new(time);

    public Task CommandCanceledAsync(DbCommand command, CommandEndEventData eventData, CancellationToken cancellationToken = default) => Record(eventData.Duration, command.Connection);

    public Task ConnectionCanceledAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default) => Record(eventData.Duration, connection);

    private Task Record(TimeSpan waited, DbConnection? connection)
    {
        if (waited >= Patience && _limit.IsDue())
            logger.DatabaseSilent(connection?.Database ?? "");
        return Task.CompletedTask;
    }
}
