using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OpenTelemetry;

namespace OtelShop.Checkouts.History;

/// <summary>Deletes old orders that are finished. Safe in several replicas at once.</summary>
internal sealed class OrderRetention(
    IDbContextFactory<CheckoutDbContext> contexts, IOptions<CheckoutOptions> options, TimeProvider clock, ILogger<OrderRetention> logger)
    : BackgroundService
{
    private const int BatchSize = 1_000;
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var untraced = SuppressInstrumentationScope.Begin();
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            try
            {
                while (await DeleteOldAsync(stoppingToken) == BatchSize)
                    stoppingToken.ThrowIfCancellationRequested();
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                logger.OldOrdersNotDeleted(error);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    // An order with messages to deliver is not finished, and a person still has to refund an unrefunded one.
    private async Task<int> DeleteOldAsync(CancellationToken cancellationToken)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        FormattableString delete =
            $"""
            WITH old AS (
                SELECT order_id FROM checkout.orders
                WHERE state IN ('confirmed', 'refunded') AND settled_at < now() - {options.Value.OrdersKept}
                    AND NOT EXISTS (SELECT FROM checkout.outbox WHERE outbox.order_id = orders.order_id)
                LIMIT {BatchSize} FOR UPDATE SKIP LOCKED
            ), items AS (
                DELETE FROM checkout.order_items USING old WHERE order_items.order_id = old.order_id
            )
            DELETE FROM checkout.orders USING old WHERE orders.order_id = old.order_id
            """;
        return await database.Database.CreateExecutionStrategy().ExecuteAsync(token => database.Database.ExecuteSqlAsync(delete, token), cancellationToken);
    }
}
