using System.Collections.Immutable;
using Google.Protobuf;
using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;
using OpenTelemetry;
using Oteldemo;
using OtelShop.Checkouts.Outbox;
using OtelShop.Checkouts.Preparation;
using OtelShop.ServiceDefaults.Postgres;

namespace OtelShop.Checkouts.Placement;

/// <summary>The table of orders. Every change of state names the state it starts from, so of two that compete one happens.</summary>
internal sealed class OrderStore(
    PostgresDatabase database, OutboxSignal outbox, IOptions<CheckoutOptions> options, TimeProvider clock, ILogger<OrderStore> logger)
{
    // Together about as long as a database takes to restart. The goods are on their way, so the order is worth the wait.
    private static readonly ImmutableArray<TimeSpan> ConfirmPauses =
        [.. new[] { 0.1, 0.4, 1.0, 2.0 }.Select(TimeSpan.FromSeconds)];

    private const string InsertPending =
        """
        INSERT INTO checkout.orders (order_id, user_id, state, currency_code, shipping_amount, total_amount)
        VALUES ($1, $2, 'pending', $3, $4, $5)
        """;

    // One statement: the order is confirmed together with everything that has to be told about it, or not at all.
    private const string ConfirmPending =
        """
        WITH confirmed AS (
            UPDATE checkout.orders SET state = 'confirmed', transaction_id = $2, tracking_id = $3, settled_at = now()
            WHERE order_id = $1 AND state = 'pending'
            RETURNING order_id
        ), items AS (
            INSERT INTO checkout.order_items (order_id, line, product_id, quantity, unit_price)
            SELECT order_id, line, product_id, quantity, unit_price
            FROM confirmed, unnest($4, $5, $6) WITH ORDINALITY AS item (product_id, quantity, unit_price, line)
        ), messages AS (
            INSERT INTO checkout.outbox (order_id, kind, recipient, payload, traceparent, tracestate, baggage)
            SELECT order_id, kind, recipient, $8, $9, $10, $11
            FROM confirmed, (VALUES ('event', NULL), ('email', $7)) AS message (kind, recipient)
        )
        SELECT EXISTS (SELECT FROM confirmed)
            OR EXISTS (SELECT FROM checkout.orders WHERE order_id = $1 AND state = 'confirmed')
        """;

    private const string GiveUpAbandoned =
        "UPDATE checkout.orders SET state = 'refunding' WHERE state = 'pending' AND created_at < now() - $1";

    private const string FindRefunding =
        "SELECT order_id FROM checkout.orders WHERE state = 'refunding' ORDER BY created_at LIMIT 100";

    public async Task AddPendingAsync(PreparedOrder order, CancellationToken cancellationToken)
    {
        await using var insert = database.CreateCommand(InsertPending);
        insert.Parameters.Add(new() { Value = order.Id });
        insert.Parameters.Add(new() { Value = order.Request.UserId });
        insert.Parameters.Add(new() { Value = order.Total.CurrencyCode });
        insert.Parameters.Add(new() { Value = order.ShippingCost.ToDecimal() });
        insert.Parameters.Add(new() { Value = order.Total.ToDecimal() });
        await insert.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Forgets an order whose card was refused: nothing of it happened.</summary>
    public Task DiscardAsync(Guid orderId) =>
        ExecuteAsync("DELETE FROM checkout.orders WHERE order_id = $1 AND state = 'pending'", orderId);

    /// <returns>Whether the order is confirmed, now or by an earlier attempt whose answer was lost; false when it was given up before.</returns>
    public async Task<bool> ConfirmAsync(PreparedOrder order, string transactionId, OrderResult result)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await TryConfirmAsync(order, transactionId, result);
            }
            catch (NpgsqlException error) when (error.IsTransient && attempt < ConfirmPauses.Length)
            {
                logger.NotConfirmed(error, order.Id, attempt + 1);
                await Task.Delay(ConfirmPauses[attempt], clock);
            }
        }
    }

    /// <summary>Takes an order that will not be finished out of the hands of whoever might still finish it.</summary>
    /// <returns>False when there is nothing to refund: the order was confirmed, or refunded, or never stored.</returns>
    public async Task<bool> BeginRefundAsync(Guid orderId) =>
        await ExecuteAsync("UPDATE checkout.orders SET state = 'refunding' WHERE order_id = $1 AND state IN ('pending', 'refunding')", orderId) == 1;

    public Task FinishRefundAsync(Guid orderId) =>
        ExecuteAsync("UPDATE checkout.orders SET state = 'refunded', settled_at = now() WHERE order_id = $1 AND state = 'refunding'", orderId);

    /// <summary>Gives up the orders that no running call can belong to any more, and lists all that still have to be refunded.</summary>
    public async Task<IReadOnlyList<Guid>> GiveUpAbandonedAsync(CancellationToken cancellationToken)
    {
        // Most rounds find nothing, and a trace of each would bury the orders.
        using var quiet = SuppressInstrumentationScope.Begin();
        await using var batch = database.Source.CreateBatch();
        batch.BatchCommands.Add(new(GiveUpAbandoned) { Parameters = { new() { Value = options.Value.AbandonedAfter } } });
        batch.BatchCommands.Add(new(FindRefunding));
        await using var rows = await batch.ExecuteReaderAsync(cancellationToken);
        var orders = new List<Guid>();
        while (await rows.ReadAsync(cancellationToken))
            orders.Add(rows.GetGuid(0));
        return orders;
    }

    private async Task<bool> TryConfirmAsync(PreparedOrder order, string transactionId, OrderResult result)
    {
        var trace = StoredTraceContext.Current();
        await using var confirm = database.CreateCommand(ConfirmPending);
        confirm.Parameters.Add(new() { Value = order.Id });
        confirm.Parameters.Add(new() { Value = transactionId });
        confirm.Parameters.Add(new() { Value = result.ShippingTrackingId });
        confirm.Parameters.Add(new() { Value = result.Items.Select(line => line.Item.ProductId).ToArray() });
        confirm.Parameters.Add(new() { Value = result.Items.Select(line => line.Item.Quantity).ToArray() });
        confirm.Parameters.Add(new() { Value = result.Items.Select(line => line.Cost.ToDecimal()).ToArray() });
        confirm.Parameters.Add(new() { Value = order.Request.Email });
        confirm.Parameters.Add(new() { Value = result.ToByteArray() });
        confirm.Parameters.Add(Text(trace.TraceParent));
        confirm.Parameters.Add(Text(trace.TraceState));
        confirm.Parameters.Add(Text(trace.Baggage));
        var confirmed = (bool)(await confirm.ExecuteScalarAsync())!;
        if (confirmed)
            outbox.Ring();
        return confirmed;
    }

    private async Task<int> ExecuteAsync(string statement, Guid orderId)
    {
        await using var command = database.CreateCommand(statement);
        command.Parameters.Add(new() { Value = orderId });
        return await command.ExecuteNonQueryAsync();
    }

    private static NpgsqlParameter Text(string? value) =>
        new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };
}
