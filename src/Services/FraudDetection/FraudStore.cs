using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace OtelShop.FraudDetections;

/// <summary>Screened orders and alerts in PostgreSQL.</summary>
internal sealed class FraudStore(FraudDbContext database, IOptions<FraudOptions> options, TimeProvider clock)
{
    /// <summary>Screens an order in one transaction, which makes its effect the same however often it comes.</summary>
    /// <returns>Null when the order has been screened before.</returns>
    public Task<Verdict?> ScreenAsync(OrderFacts order, Func<Velocity, Verdict> judge, CancellationToken cancellationToken) =>
        database.Database.CreateExecutionStrategy().ExecuteAsync(token => TryScreenAsync(order, judge, token), cancellationToken);

    private async Task<Verdict?> TryScreenAsync(OrderFacts order, Func<Velocity, Verdict> judge, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        // Two replicas must not both miss the other's order to the same address.
        await database.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({order.AddressKey ?? ""}, 0))", cancellationToken);
        var inserted = await database.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO screened_orders (order_id, ordered_at, screened_at, address_key, pieces, currency, amount, score)
            VALUES ({order.OrderId}, {order.OrderedAt}, {now}, {order.AddressKey}, {order.ItemCount}, {order.Currency}, {order.Amount}, 0) ON CONFLICT (order_id) DO NOTHING
            """,
            cancellationToken);
        if (inserted == 0)
            return null;
        var verdict = judge(await VelocityAsync(order, cancellationToken));
        await database.ScreenedOrders.Where(row => row.OrderId == order.OrderId)
            .ExecuteUpdateAsync(row => row.SetProperty(screened => screened.Score, verdict.Score), cancellationToken);
        if (verdict.IsAlert)
            await AddAlertAsync(order, verdict, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return verdict;
    }

    private async Task<Velocity> VelocityAsync(OrderFacts order, CancellationToken cancellationToken)
    {
        if (order.AddressKey is not { } address)
            return new Velocity(1, order.ItemCount);
        var (at, orderWindow, itemWindow) = (order.OrderedAt, options.Value.OrderWindow, options.Value.ItemWindow);
        var longest = orderWindow > itemWindow ? orderWindow : itemWindow;
        var (earliest, latest) = (at - longest, at + longest);
        var (ordersSince, ordersUntil, itemsSince, itemsUntil) = (at - orderWindow, at + orderWindow, at - itemWindow, at + itemWindow);
        // Partitions are read at different speeds: later orders may have been screened before this one.
        var windows = await database.ScreenedOrders
            .Where(row => row.AddressKey == address && row.OrderedAt > earliest && row.OrderedAt < latest)
            .GroupBy(row => row.AddressKey)
            .Select(rows => new
            {
                OrdersBefore = rows.LongCount(row => row.OrderedAt > ordersSince && row.OrderedAt <= at),
                OrdersAfter = rows.LongCount(row => row.OrderedAt >= at && row.OrderedAt < ordersUntil),
                ItemsBefore = rows.Where(row => row.OrderedAt > itemsSince && row.OrderedAt <= at).Sum(row => row.ItemCount),
                ItemsAfter = rows.Where(row => row.OrderedAt >= at && row.OrderedAt < itemsUntil).Sum(row => row.ItemCount),
            })
            .SingleAsync(cancellationToken);
        return new Velocity(Math.Max(windows.OrdersBefore, windows.OrdersAfter), Math.Max(windows.ItemsBefore, windows.ItemsAfter));
    }

    private async Task AddAlertAsync(OrderFacts order, Verdict verdict, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var details = JsonSerializer.Serialize(verdict.Hits.ToDictionary(hit => hit.Rule, hit => hit.Detail));
        await database.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO fraud_alerts (order_id, rules, score, details, created_at)
            VALUES ({order.OrderId}, {verdict.RuleNames}, {verdict.Score}, {details}::jsonb, {now})
            """,
            cancellationToken);
    }
}
