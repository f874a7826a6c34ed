using System.Collections.Immutable;
using Google.Protobuf;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using Oteldemo;
using OtelShop.Checkouts.Outbox;
using OtelShop.Checkouts.Preparation;
using OtelShop.ServiceDefaults.Postgres;

namespace OtelShop.Checkouts.Placement;

/// <summary>The table of orders. Every change of state names the state it starts from, so of two that compete one happens.</summary>
internal sealed class OrderStore(
    IDbContextFactory<CheckoutDbContext> contexts, OutboxSignal outbox, IOptions<CheckoutOptions> options, TimeProvider clock, ILogger<OrderStore> logger)
{
    // Together about as long as a database takes to restart. The goods are on their way, so the order is worth the wait.
    private static readonly ImmutableArray<TimeSpan> ConfirmPauses =
        [.. new[] { 0.1, 0.4, 1.0, 2.0 }.Select(TimeSpan.FromSeconds)];

    public Task AddPendingAsync(PreparedOrder order, CancellationToken cancellationToken) => ExecuteAsync(
        $"""
        INSERT INTO checkout.orders (order_id, user_id, state, currency_code, shipping_amount, total_amount)
        VALUES ({order.Id}, {order.Request.UserId}, 'pending', {order.Total.CurrencyCode}, {order.ShippingCost.ToDecimal()}, {order.Total.ToDecimal()})
        ON CONFLICT (order_id) DO NOTHING
        """,
        cancellationToken);

    /// <summary>Deletes an order whose card was refused: nothing of it happened.</summary>
    public Task DiscardAsync(Guid orderId) => ExecuteAsync($"DELETE FROM checkout.orders WHERE order_id = {orderId} AND state = 'pending'");

    /// <returns>Whether the order is confirmed, now or by an earlier attempt whose answer was lost; false when it was given up before.</returns>
    public async Task<bool> ConfirmAsync(PreparedOrder order, string transactionId, OrderResult result)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await TryConfirmAsync(order, transactionId, result);
            }
            catch (Exception error) when (error.IsDatabaseUnavailable() && attempt < ConfirmPauses.Length)
            {
                logger.NotConfirmed(error, order.Id, attempt + 1);
                await Task.Delay(ConfirmPauses[attempt], clock);
            }
        }
    }

    /// <summary>Marks an unfinished order, so that no other call can still confirm it.</summary>
    /// <returns>False when there is nothing to refund: the order was confirmed, or refunded, or never stored.</returns>
    public async Task<bool> BeginRefundAsync(Guid orderId) =>
        await ExecuteAsync($"UPDATE checkout.orders SET state = 'refunding' WHERE order_id = {orderId} AND state IN ('pending', 'refunding')") == 1;

    public Task FinishRefundAsync(Guid orderId) =>
        ExecuteAsync($"UPDATE checkout.orders SET state = 'refunded', settled_at = now() WHERE order_id = {orderId} AND state = 'refunding'");

    /// <summary>Gives up the orders that no running call can belong to any more, and lists all that still have to be refunded.</summary>
    public async Task<IReadOnlyList<Guid>> GiveUpAbandonedAsync(CancellationToken cancellationToken)
    {
        // Polling is not traced.
        using var untraced = SuppressInstrumentationScope.Begin();
        await ExecuteAsync(
            $"UPDATE checkout.orders SET state = 'refunding' WHERE state = 'pending' AND created_at < now() - {options.Value.AbandonedAfter}", cancellationToken);
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        return await database.Orders.Where(row => row.State == "refunding").OrderBy(row => row.CreatedAt).Take(100).Select(row => row.OrderId)
            .ToListAsync(cancellationToken);
    }

    // One statement: the order is confirmed together with all messages about it, or not at all.
    private async Task<bool> TryConfirmAsync(PreparedOrder order, string transactionId, OrderResult result)
    {
        var trace = StoredTraceContext.Current();
        var products = result.Items.Select(line => line.Item.ProductId).ToArray();
        var quantities = result.Items.Select(line => line.Item.Quantity).ToArray();
        var prices = result.Items.Select(line => line.Cost.ToDecimal()).ToArray();
        await using var database = await contexts.CreateDbContextAsync();
        var answers = await database.Database.SqlQuery<bool>(
            $"""
            WITH confirmed AS (
                UPDATE checkout.orders SET state = 'confirmed', transaction_id = {transactionId}, tracking_id = {result.ShippingTrackingId}, settled_at = now()
                WHERE order_id = {order.Id} AND state = 'pending'
                RETURNING order_id
            ), items AS (
                INSERT INTO checkout.order_items (order_id, line, product_id, quantity, unit_price)
                SELECT order_id, line, product_id, quantity, unit_price
                FROM confirmed, unnest({products}, {quantities}, {prices}) WITH ORDINALITY AS item (product_id, quantity, unit_price, line)
            ), messages AS (
                INSERT INTO checkout.outbox (order_id, kind, recipient, payload, traceparent, tracestate, baggage)
                SELECT order_id, kind, recipient, {result.ToByteArray()}, {trace.TraceParent}, {trace.TraceState}, {trace.Baggage}
                FROM confirmed, (VALUES ('event', NULL), ('email', {order.Request.Email})) AS message (kind, recipient)
            )
            SELECT EXISTS (SELECT FROM confirmed)
                OR EXISTS (SELECT FROM checkout.orders WHERE order_id = {order.Id} AND state = 'confirmed') AS value
            """).ToListAsync();
        var confirmed = answers.Single();
        if (confirmed)
            outbox.Notify();
        return confirmed;
    }

    private async Task<int> ExecuteAsync(FormattableString sql, CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        return await database.Database.CreateExecutionStrategy().ExecuteAsync(token => database.Database.ExecuteSqlAsync(sql, token), cancellationToken);
    }
}
