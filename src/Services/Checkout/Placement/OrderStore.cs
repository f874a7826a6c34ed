using System.Collections.Immutable;
using Google.Protobuf;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Oteldemo;
using OtelShop.Checkouts.Outbox;
using OtelShop.Checkouts.Preparation;
using OtelShop.ServiceDefaults.Postgres;

namespace OtelShop.Checkouts.Placement;

/// <summary>The table of orders. Every change of state names the state it starts from, so of two that compete one happens.</summary>
internal sealed class OrderStore(
    IDbContextFactory<CheckoutDbContext> contexts, ProcessLease lease, OutboxSignal outbox, IOptions<CheckoutOptions> options, TimeProvider clock, ILogger<OrderStore> logger)
{
    // Together about as long as a database takes to restart. The card is charged, so the order is worth the wait.
    private static readonly ImmutableArray<TimeSpan> ConfirmPauses =
        [.. new[] { 0.1, 0.4, 1.0, 2.0 }.Select(TimeSpan.FromSeconds)];

    /// <returns>False when the caller's key, or this version of the cart, has an order already.</returns>
    public async Task<bool> TryAddPendingAsync(PreparedOrder order)
    {
        var (key, fingerprint, version) = (KeyOf(order.Request), RequestFingerprint.Of(order.Request), VersionOf(order));
        var added = await ExecuteAsync(
            $"""
            INSERT INTO checkout.orders (order_id, user_id, state, request_key, request_fingerprint, cart_version, process_lease, currency_code, shipping_amount, total_amount)
            VALUES ({order.Id}, {order.Request.UserId}, 'pending', {key}, {fingerprint}, {version}, {lease.Key}, {order.Total.CurrencyCode}, {order.ShippingCost.ToDecimal()}, {order.Total.ToDecimal()})
            ON CONFLICT DO NOTHING
            """);
        // A retry of the command may find the row that its first attempt inserted.
        return added == 1 || await StateAsync(order.Id) == "pending";
    }

    /// <summary>The order that has taken the caller's key or the version of the cart.</summary>
    public Task<StoredOrder?> FindFirstAsync(PreparedOrder order, CancellationToken cancellationToken)
    {
        var (userId, key, version) = (order.Request.UserId, KeyOf(order.Request), VersionOf(order));
        return FindAsync(
            rows => rows
                .Where(row => row.UserId == userId && ((key != null && row.RequestKey == key) || (version != null && row.CartVersion == version)))
                .OrderBy(row => row.RequestKey == key ? 0 : 1),
            cancellationToken);
    }

    /// <summary>The order of the caller's key; without a key, the order that has just emptied the cart, if it has the same details.</summary>
    public async Task<StoredOrder?> FindRepeatedAsync(PlaceOrderRequest request, bool isCartEmpty, CancellationToken cancellationToken)
    {
        var (userId, key, since) = (request.UserId, KeyOf(request), clock.GetUtcNow() - options.Value.RepeatedWithin);
        if (key is not null)
            return await FindAsync(rows => rows.Where(row => row.UserId == userId && row.RequestKey == key), cancellationToken);
        if (!isCartEmpty)
            return null;
        var newest = await FindAsync(
            rows => rows.Where(row => row.UserId == userId && row.State == "confirmed" && row.Result != null && row.SettledAt > since).OrderByDescending(row => row.SettledAt),
            cancellationToken);
        return newest?.HasOtherDetailsThan(request) is false ? newest : null;
    }

    public Task<StoredOrder?> FindAsync(Guid orderId, CancellationToken cancellationToken) =>
        FindAsync(rows => rows.Where(row => row.OrderId == orderId), cancellationToken);

    /// <summary>Deletes an order whose card was refused: nothing of it happened.</summary>
    public Task DiscardAsync(Guid orderId) => ExecuteAsync($"DELETE FROM checkout.orders WHERE order_id = {orderId} AND state = 'pending'");

    /// <summary>The pivot: before it an order is undone, after it finished. Its shipment and the removal from the cart are stored with it.</summary>
    /// <returns>Whether the order is confirmed, now or by an earlier attempt whose answer was lost; false when it was given up before.</returns>
    /// <exception cref="OperationCanceledException">The database does not answer in time. The order may be confirmed.</exception>
    public async Task<bool> ConfirmAsync(PreparedOrder order, string transactionId, OrderResult result)
    {
        using var timeout = new CancellationTokenSource(options.Value.ConfirmTimeout, clock);
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                // Read the state separately: a snapshot does not see what committed while it waited for the row.
                return await TryConfirmAsync(order, transactionId, result, timeout.Token) || await StateAsync(order.Id, timeout.Token) == "confirmed";
            }
            catch (Exception error) when (error.IsDatabaseUnavailable() && attempt < ConfirmPauses.Length)
            {
                logger.NotConfirmed(error, order.Id, attempt + 1);
                await Task.Delay(ConfirmPauses[attempt], clock, timeout.Token);
            }
        }
    }

    /// <summary>Stores the shipment, and with it the messages that need its tracking id, once.</summary>
    /// <param name="result">The order with its tracking id.</param>
    /// <param name="email">The address for the confirmation.</param>
    /// <param name="isRemoved">Whether the items have left the cart.</param>
    public async Task RecordShipmentAsync(OrderResult result, string email, bool isRemoved)
    {
        var (orderId, trace) = (Guid.Parse(result.OrderId), StoredTraceContext.Current());
        string[] done = isRemoved ? ["shipment", "cart"] : ["shipment"];
        // Rows that a relay has locked are left to it.
        await ExecuteAsync(
            $"""
            WITH shipped AS (
                UPDATE checkout.orders SET tracking_id = {result.ShippingTrackingId}, result = {result.ToByteArray()}
                WHERE order_id = {orderId} AND state = 'confirmed' AND tracking_id IS NULL
                RETURNING order_id, settled_at
            ), done AS (
                DELETE FROM checkout.outbox WHERE id IN (
                    SELECT id FROM checkout.outbox WHERE order_id = {orderId} AND kind = ANY({done}) FOR UPDATE SKIP LOCKED)
            )
            INSERT INTO checkout.outbox (order_id, kind, recipient, payload, event_time, traceparent, tracestate, baggage)
            SELECT order_id, kind, recipient, {result.ToByteArray()}, settled_at, {trace.TraceParent}, {trace.TraceState}, {trace.Baggage}
            FROM shipped, (VALUES ('event', NULL), ('email', {email})) AS message (kind, recipient)
            """);
        outbox.Notify();
    }

    /// <summary>Marks an unfinished order, so that no other call can still confirm it, and frees its key and cart for another try.</summary>
    /// <returns>False when there is nothing to refund: the order was confirmed, or refunded, or never stored.</returns>
    public async Task<bool> BeginRefundAsync(Guid orderId) => await ExecuteAsync(
        $"""
        UPDATE checkout.orders SET state = 'refunding', request_key = NULL, cart_version = NULL
        WHERE order_id = {orderId} AND state IN ('pending', 'refunding')
        """) == 1;

    /// <returns>pending, confirmed, refunding, refunded or unrefunded; null without such an order.</returns>
    public async Task<string?> StateAsync(Guid orderId, CancellationToken cancellationToken = default) => (await FindAsync(orderId, cancellationToken))?.State;

    /// <summary>Delays the next refund of an order: 1, 2, 4, ... up to 300 seconds.</summary>
    public Task PostponeRefundAsync(Guid orderId) => ExecuteAsync(
        $"""
        UPDATE checkout.orders SET refund_attempts = refund_attempts + 1,
            refund_due_at = now() + least(300, power(2, least(refund_attempts, 9))) * interval '1 second'
        WHERE order_id = {orderId} AND state = 'refunding'
        """);

    /// <summary>Ends the refund of an order that payment cannot refund: a person has to.</summary>
    public Task AbandonRefundAsync(Guid orderId) =>
        ExecuteAsync($"UPDATE checkout.orders SET state = 'unrefunded', settled_at = now() WHERE order_id = {orderId} AND state = 'refunding'");

    public Task FinishRefundAsync(Guid orderId) =>
        ExecuteAsync($"UPDATE checkout.orders SET state = 'refunded', settled_at = now() WHERE order_id = {orderId} AND state = 'refunding'");

    /// <summary>The leases of pending orders that no process holds.</summary>
    public async Task<IReadOnlyList<long>> FindFreeLeasesAsync(CancellationToken cancellationToken)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        // pg_locks shows the halves of the key as unsigned numbers.
        return await database.Database.SqlQuery<long>(
            $"""
            SELECT DISTINCT process_lease AS value FROM checkout.orders
            WHERE state = 'pending' AND NOT EXISTS (
                SELECT FROM pg_locks
                WHERE locktype = 'advisory' AND granted AND (classid::bigint << 32 | objid::bigint) = process_lease
                    AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))
                AND process_lease IS NOT NULL
            """).ToListAsync(cancellationToken);
    }

    /// <summary>Gives up the orders that no running call can belong to any more, and lists those whose refund is due.</summary>
    public async Task<IReadOnlyList<Guid>> GiveUpAbandonedAsync(IReadOnlyCollection<long> deadLeases, CancellationToken cancellationToken)
    {
        await ExecuteAsync(
            $"""
            UPDATE checkout.orders SET state = 'refunding', request_key = NULL, cart_version = NULL
            WHERE state = 'pending' AND (created_at < now() - {options.Value.AbandonedAfter} OR process_lease = ANY({deadLeases.ToArray()}))
            """,
            cancellationToken);
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var now = clock.GetUtcNow();
        return await database.Orders.Where(row => row.State == "refunding" && row.RefundDueAt <= now).OrderBy(row => row.RefundDueAt).Take(100)
            .Select(row => row.OrderId).ToListAsync(cancellationToken);
    }

    // One statement: the order is confirmed together with what has to follow, or not at all.
    private async Task<bool> TryConfirmAsync(PreparedOrder order, string transactionId, OrderResult result, CancellationToken cancellationToken)
    {
        var trace = StoredTraceContext.Current();
        var products = result.Items.Select(line => line.Item.ProductId).ToArray();
        var quantities = result.Items.Select(line => line.Item.Quantity).ToArray();
        var prices = result.Items.Select(line => line.Cost.ToDecimal()).ToArray();
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        // The request itself ships first; the outbox follows when that did not happen.
        var confirmed = await database.Database.SqlQuery<bool>(
            $"""
            WITH confirmed AS (
                UPDATE checkout.orders SET state = 'confirmed', transaction_id = {transactionId}, result = {result.ToByteArray()}, settled_at = now()
                WHERE order_id = {order.Id} AND state = 'pending'
                RETURNING order_id
            ), items AS (
                INSERT INTO checkout.order_items (order_id, line, product_id, quantity, unit_price)
                SELECT order_id, line, product_id, quantity, unit_price
                FROM confirmed, unnest({products}, {quantities}, {prices}) WITH ORDINALITY AS item (product_id, quantity, unit_price, line)
            ), messages AS (
                INSERT INTO checkout.outbox (order_id, kind, recipient, payload, traceparent, tracestate, baggage, due_at)
                SELECT order_id, kind, recipient, {result.ToByteArray()}, {trace.TraceParent}, {trace.TraceState}, {trace.Baggage}, now() + {options.Value.OutboxInterval}
                FROM confirmed, (VALUES ('shipment', {order.Request.Email}), ('cart', {order.Request.UserId})) AS message (kind, recipient)
            )
            SELECT EXISTS (SELECT FROM confirmed) AS value
            """).ToListAsync(cancellationToken);
        return confirmed.Single();
    }

    private async Task<StoredOrder?> FindAsync(Func<IQueryable<OrderRow>, IQueryable<OrderRow>> select, CancellationToken cancellationToken)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await select(database.Orders).Select(row => new { row.OrderId, row.State, row.RequestKey, row.RequestFingerprint, row.TrackingId, row.Result }).FirstOrDefaultAsync(cancellationToken);
        return row is null
            ? null
            : new StoredOrder(
                row.OrderId, row.State, row.RequestKey, row.RequestFingerprint, IsShipped: row.TrackingId is not null, row.Result is null ? null : OrderResult.Parser.ParseFrom(row.Result));
    }

    private static string? KeyOf(PlaceOrderRequest request) => request.IdempotencyKey is { Length: > 0 } key ? key : null;

    private static long? VersionOf(PreparedOrder order) => order.CartVersion > 0 ? order.CartVersion : null;

    private async Task<int> ExecuteAsync(FormattableString sql, CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        return await database.Database.CreateExecutionStrategy().ExecuteAsync(token => database.Database.ExecuteSqlAsync(sql, token), cancellationToken);
    }
}

/// <param name="OrderId">The order.</param>
/// <param name="State">pending, confirmed, refunding, refunded or unrefunded.</param>
/// <param name="Key">The idempotency key of its request; null without one and after a refund.</param>
/// <param name="Fingerprint">The <see cref="RequestFingerprint"/> of its request; null in orders of earlier schemas.</param>
/// <param name="IsShipped">Whether it has a tracking id.</param>
/// <param name="Result">The answer to the caller once the order is confirmed.</param>
internal sealed record StoredOrder(Guid OrderId, string State, string? Key, byte[]? Fingerprint, bool IsShipped, OrderResult? Result)
{
    /// <summary>Whether the order was placed by another request, which its caller may not know.</summary>
    public bool HasOtherDetailsThan(PlaceOrderRequest request) => Fingerprint is not null && !Fingerprint.AsSpan().SequenceEqual(RequestFingerprint.Of(request));
}
