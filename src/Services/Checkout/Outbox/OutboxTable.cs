using Npgsql;
using OpenTelemetry;

namespace OtelShop.Checkouts.Outbox;

/// <summary>The table of what is still to be told, read so that several replicas share the work.</summary>
internal sealed class OutboxTable(NpgsqlDataSource database)
{
    private const int BatchSize = 50;

    // A message waits for the earlier ones of its order and kind, also for one that another replica is delivering.
    private const string LockDue =
        """
        SELECT id, order_id, recipient, payload, traceparent, tracestate, baggage, attempts
        FROM checkout.outbox AS message
        WHERE kind = $1 AND due_at <= now() AND NOT EXISTS (
            SELECT FROM checkout.outbox AS earlier
            WHERE earlier.order_id = message.order_id AND earlier.kind = message.kind AND earlier.id < message.id)
        ORDER BY id LIMIT $2
        FOR UPDATE SKIP LOCKED
        """;

    private const string DeleteSettled = "DELETE FROM checkout.outbox WHERE id = ANY($1)";

    // 1, 2, 4, ... up to 60 seconds after each failure.
    private const string Postpone =
        """
        UPDATE checkout.outbox
        SET attempts = attempts + 1, due_at = now() + least(60, power(2, least(attempts, 6))) * interval '1 second'
        WHERE id = ANY($1)
        """;

    /// <summary>
    /// Hands what is due to <paramref name="settle"/>, and forgets each message for which it answers true; the others are handed out
    /// again later. The rows stay locked meanwhile; if this process dies, another delivers them.
    /// </summary>
    /// <returns>Whether anything was settled, after which more may be due.</returns>
    public async Task<bool> RelayAsync(string kind, Func<OutboxMessage, Task<bool>> settle, CancellationToken cancellationToken)
    {
        // Looking every other second would bury the orders under traces of its own; deliveries show up in the trace of their order.
        using var quiet = SuppressInstrumentationScope.Begin();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var messages = await LockDueAsync(connection, kind, cancellationToken);
        if (messages.Count == 0)
            return false;

        var outcomes = await Task.WhenAll(messages.Select(async message => (message.Id, Settled: await settle(message))));
        var settled = outcomes.Where(outcome => outcome.Settled).Select(outcome => outcome.Id).ToArray();
        var postponed = outcomes.Where(outcome => !outcome.Settled).Select(outcome => outcome.Id).ToArray();

        // What was delivered is noted even while the process stops, or it would be delivered again.
        await using var batch = new NpgsqlBatch(connection, transaction);
        if (settled.Length > 0)
            batch.BatchCommands.Add(new(DeleteSettled) { Parameters = { new() { Value = settled } } });
        if (postponed.Length > 0)
            batch.BatchCommands.Add(new(Postpone) { Parameters = { new() { Value = postponed } } });
        await batch.ExecuteNonQueryAsync(CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        return settled.Length > 0;
    }

    private static async Task<List<OutboxMessage>> LockDueAsync(NpgsqlConnection connection, string kind, CancellationToken cancellationToken)
    {
        await using var select = new NpgsqlCommand(LockDue, connection);
        select.Parameters.Add(new() { Value = kind });
        select.Parameters.Add(new() { Value = BatchSize });
        await using var rows = await select.ExecuteReaderAsync(cancellationToken);
        var messages = new List<OutboxMessage>();
        while (await rows.ReadAsync(cancellationToken))
        {
            var trace = new StoredTraceContext(TextOf(rows, 4), TextOf(rows, 5), TextOf(rows, 6));
            messages.Add(new(rows.GetInt64(0), rows.GetGuid(1), TextOf(rows, 2), rows.GetFieldValue<byte[]>(3), trace, rows.GetInt32(7)));
        }

        return messages;
    }

    private static string? TextOf(NpgsqlDataReader rows, int column) => rows.IsDBNull(column) ? null : rows.GetString(column);
}
