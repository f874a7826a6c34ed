using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OpenTelemetry;

namespace OtelShop.Checkouts.Outbox;

/// <summary>
/// The table of published events. A broker can lose what it has acknowledged: its log is then shorter than the offsets it answered.
/// Such events return to the outbox. Consumers are idempotent, so one event too many does no harm.
/// </summary>
internal sealed class PublishedEvents(IDbContextFactory<CheckoutDbContext> contexts, OutboxSignal outbox, IOptions<CheckoutOptions> options)
{
    /// <summary>Moves messages from the outbox to this table, in the relay's transaction.</summary>
    /// <remarks>Offsets grow. Earlier events at or above the new offsets were lost before the broker gave these offsets again.</remarks>
    public async Task KeepAsync(CheckoutDbContext database, IReadOnlyCollection<DeliveryOutcome> outcomes)
    {
        var ids = outcomes.Select(outcome => outcome.Id).ToArray();
        var partitions = outcomes.Select(outcome => outcome.Position!.Partition.Value).ToArray();
        var offsets = outcomes.Select(outcome => outcome.Position!.Offset.Value).ToArray();
        // The first relay of a restarted broker may find many: it notifies itself.
        if (await ReopenAsync(database, partitions, offsets, TimeSpan.Zero) > 0)
            outbox.Notify();
        await database.Database.ExecuteSqlAsync(
            $"""
            WITH settled AS (
                DELETE FROM checkout.outbox USING unnest({ids}, {partitions}, {offsets}) AS position (message_id, topic_partition, topic_offset)
                WHERE id = message_id
                RETURNING order_id, payload, event_time, traceparent, tracestate, baggage, topic_partition, topic_offset
            )
            INSERT INTO checkout.published_events (order_id, payload, event_time, traceparent, tracestate, baggage, topic_partition, topic_offset, published_at)
            SELECT order_id, payload, event_time, traceparent, tracestate, baggage, topic_partition, topic_offset, clock_timestamp()
            FROM settled
            """,
            CancellationToken.None);
    }

    /// <summary>Returns events at or above the ends of the broker's log to the outbox, and deletes those that are old.</summary>
    /// <returns>How many events the broker lost.</returns>
    public async Task<int> CheckAsync(IReadOnlyList<(int Partition, long End)> log, CancellationToken cancellationToken)
    {
        using var untraced = SuppressInstrumentationScope.Begin();
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        int[] partitions = [.. log.Select(end => end.Partition)];
        long[] ends = [.. log.Select(end => end.End)];
        var lost = await database.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await database.Database.ExecuteSqlAsync(
                $"DELETE FROM checkout.published_events WHERE published_at < now() - {options.Value.PublishedKept}", cancellationToken);
            // Events that were published while the broker answered lie above its answer.
            return await ReopenAsync(database, partitions, ends, options.Value.OutboxInterval);
        });
        if (lost > 0)
            outbox.Notify();
        return lost;
    }

    private static Task<int> ReopenAsync(CheckoutDbContext database, int[] partitions, long[] offsets, TimeSpan age) => database.Database.ExecuteSqlAsync(
        $"""
        WITH lost AS (
            DELETE FROM checkout.published_events USING unnest({partitions}, {offsets}) AS seen (in_partition, from_offset)
            WHERE topic_partition = in_partition AND topic_offset >= from_offset AND published_at < now() - {age}
            RETURNING order_id, payload, event_time, traceparent, tracestate, baggage
        )
        INSERT INTO checkout.outbox (order_id, kind, payload, event_time, traceparent, tracestate, baggage)
        SELECT order_id, 'event', payload, event_time, traceparent, tracestate, baggage FROM lost
        """,
        CancellationToken.None);
}

/// <summary>An event that the broker has acknowledged.</summary>
internal sealed class PublishedEventRow
{
    public long Id { get; init; }

    public required Guid OrderId { get; init; }

    public required byte[] Payload { get; init; }

    public required DateTimeOffset EventTime { get; init; }

    public string? Traceparent { get; init; }

    public string? Tracestate { get; init; }

    public string? Baggage { get; init; }

    public required int TopicPartition { get; init; }

    public required long TopicOffset { get; init; }

    public required DateTimeOffset PublishedAt { get; init; }
}
