using Confluent.Kafka;
using Microsoft.EntityFrameworkCore;
using OpenTelemetry;

namespace OtelShop.Checkouts.Outbox;

/// <summary>The table of messages to deliver, read so that several replicas share the work.</summary>
internal sealed class OutboxTable(IDbContextFactory<CheckoutDbContext> contexts, PublishedEvents published)
{
    private const int BatchSize = 50;

    /// <summary>
    /// Passes the due messages to <paramref name="settle"/>, and deletes the messages that are settled; the others are due again later.
    /// The rows stay locked until then; if this process dies, another delivers them.
    /// </summary>
    /// <returns>Whether more messages may be due already.</returns>
    public async Task<bool> RelayAsync(string kind, Func<OutboxMessage, Task<DeliveryOutcome>> settle, CancellationToken cancellationToken)
    {
        // Polling is not traced; deliveries belong to the trace of their order.
        using var untraced = SuppressInstrumentationScope.Begin();
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        return await database.Database.CreateExecutionStrategy().ExecuteAsync(token => TryRelayAsync(database, kind, settle, token), cancellationToken);
    }

    private async Task<bool> TryRelayAsync(
        CheckoutDbContext database, string kind, Func<OutboxMessage, Task<DeliveryOutcome>> settle, CancellationToken cancellationToken)
    {
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var messages = await LockDueAsync(database, kind, cancellationToken);
        if (messages.Count == 0)
            return false;

        var outcomes = await Task.WhenAll(messages.Select(settle));
        var settled = outcomes.Where(outcome => outcome is { IsSettled: true, Position: null }).Select(outcome => outcome.Id).ToArray();
        var kept = outcomes.Where(outcome => outcome.Position is not null).ToArray();
        var postponed = outcomes.Where(outcome => !outcome.IsSettled).Select(outcome => outcome.Id).ToArray();

        // Deliveries are recorded even while the process stops, or they would be repeated.
        if (settled.Length > 0)
            await database.Outbox.Where(row => settled.Contains(row.Id)).ExecuteDeleteAsync(CancellationToken.None);
        if (kept.Length > 0)
            await published.KeepAsync(database, kept);
        if (postponed.Length > 0)
            await PostponeAsync(database, postponed);
        await transaction.CommitAsync(CancellationToken.None);
        return messages.Count == BatchSize;
    }

    // A message waits for the earlier ones of its order and kind, also for one that another replica is delivering.
    private static async Task<List<OutboxMessage>> LockDueAsync(CheckoutDbContext database, string kind, CancellationToken cancellationToken)
    {
        var rows = await database.Outbox.FromSql(
            $"""
            SELECT * FROM checkout.outbox AS message
            WHERE kind = {kind} AND due_at <= now() AND NOT EXISTS (
                SELECT FROM checkout.outbox AS earlier
                WHERE earlier.order_id = message.order_id AND earlier.kind = message.kind AND earlier.id < message.id)
            ORDER BY id LIMIT {BatchSize}
            FOR UPDATE SKIP LOCKED
            """).ToListAsync(cancellationToken);
        return rows.ConvertAll(row => new OutboxMessage(
            row.Id, row.OrderId, row.Recipient, row.Payload, row.EventTime, new StoredTraceContext(row.Traceparent, row.Tracestate, row.Baggage), row.Attempts));
    }

    // 1, 2, 4, ... up to 60 seconds after each failure.
    private static Task<int> PostponeAsync(CheckoutDbContext database, long[] ids) => database.Database.ExecuteSqlAsync(
        $"""
        UPDATE checkout.outbox
        SET attempts = attempts + 1, due_at = now() + least(60, power(2, least(attempts, 6))) * interval '1 second'
        WHERE id = ANY({ids})
        """,
        CancellationToken.None);
}

/// <param name="Id">The message.</param>
/// <param name="IsSettled">Whether it needs no retry.</param>
/// <param name="Position">Where the broker keeps it.</param>
internal sealed record DeliveryOutcome(long Id, bool IsSettled, TopicPartitionOffset? Position = null);
