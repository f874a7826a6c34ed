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
            INSERT INTO screened_orders (order_id, screened_at, address_key, pieces, currency, amount, score)
            VALUES ({order.OrderId}, {now}, {order.AddressKey}, {order.ItemCount}, {order.Currency}, {order.Amount}, 0) ON CONFLICT (order_id) DO NOTHING
            """,
            cancellationToken);
        if (inserted == 0)
            return null;
        var verdict = judge(await VelocityAsync(order, now, cancellationToken));
        await database.ScreenedOrders.Where(row => row.OrderId == order.OrderId)
            .ExecuteUpdateAsync(row => row.SetProperty(screened => screened.Score, verdict.Score), cancellationToken);
        if (verdict.IsAlert)
            await AddAlertAsync(order, verdict, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return verdict;
    }

    private async Task<Velocity> VelocityAsync(OrderFacts order, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (order.AddressKey is not { } address)
            return new Velocity(1, order.ItemCount);
        var (orderWindow, itemWindow) = (now - options.Value.OrderWindow, now - options.Value.ItemWindow);
        var earliest = orderWindow < itemWindow ? orderWindow : itemWindow;
        return await database.ScreenedOrders
            .Where(row => row.AddressKey == address && row.ScreenedAt > earliest)
            .GroupBy(row => row.AddressKey)
            .Select(rows => new Velocity(
                rows.LongCount(row => row.ScreenedAt > orderWindow),
                rows.Where(row => row.ScreenedAt > itemWindow).Sum(row => row.Pieces)))
            .SingleAsync(cancellationToken);
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
