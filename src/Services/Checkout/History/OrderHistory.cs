using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using OpenTelemetry;
using Oteldemo;
using OtelShop.Checkouts.Placement;

namespace OtelShop.Checkouts.History;

/// <summary>Reads the confirmed orders of a user.</summary>
internal sealed class OrderHistory(IDbContextFactory<CheckoutDbContext> contexts, TimeProvider clock)
{
    // The answer to PlaceOrder does not wait until its tracking id is stored, but a page that is opened next should show it.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(25);

    private static readonly Expression<Func<OrderRow, ConfirmedOrder>> ToOrder =
        row => new ConfirmedOrder(row.OrderId, row.SettledAt!.Value, Money.FromDecimal(row.CurrencyCode, row.TotalAmount), OrderResult.Parser.ParseFrom(row.Result));

    /// <param name="userId">The user.</param>
    /// <param name="pageSize">Most orders to return.</param>
    /// <param name="after">The last order of the page before; null for the first page.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    /// <returns>The user's orders, newest first.</returns>
    public async Task<OrderPage> ListAsync(string userId, int pageSize, OrderPageToken? after, CancellationToken cancellationToken)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = ConfirmedOf(database, userId);
        if (after is { PlacedAt: var time, OrderId: var orderId })
            rows = rows.Where(row => EF.Functions.LessThan(ValueTuple.Create(row.SettledAt!.Value, row.OrderId), ValueTuple.Create(time, orderId)));
        var orders = await rows.OrderByDescending(row => row.SettledAt).ThenByDescending(row => row.OrderId)
            .Take(pageSize + 1).Select(ToOrder).ToListAsync(cancellationToken);
        if (orders.Count <= pageSize)
            return new OrderPage(orders, Next: null);

        var last = orders[pageSize - 1];
        return new OrderPage(orders[..pageSize], new OrderPageToken(last.PlacedAt, last.OrderId));
    }

    /// <summary>Reads an order. One that has just been confirmed gets a moment for its tracking id.</summary>
    /// <returns>Null when the user has no such confirmed order.</returns>
    public async Task<ConfirmedOrder?> FindAsync(string userId, Guid orderId, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var order = await ReadAsync(userId, orderId, cancellationToken);
        // Polling is not traced.
        using var untraced = SuppressInstrumentationScope.Begin();
        while (order is { Result.ShippingTrackingId: "" } && clock.GetUtcNow() - order.PlacedAt < LongestWait && clock.GetElapsedTime(started) < LongestWait)
        {
            await Task.Delay(PollInterval, clock, cancellationToken);
            order = await ReadAsync(userId, orderId, cancellationToken);
        }

        return order;
    }

    private async Task<ConfirmedOrder?> ReadAsync(string userId, Guid orderId, CancellationToken cancellationToken)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        return await ConfirmedOf(database, userId).Where(row => row.OrderId == orderId).Select(ToOrder).FirstOrDefaultAsync(cancellationToken);
    }

    // Orders of the first schema have no result.
    private static IQueryable<OrderRow> ConfirmedOf(CheckoutDbContext database, string userId) =>
        database.Orders.Where(row => row.UserId == userId && row.State == "confirmed" && row.Result != null);
}

internal sealed record ConfirmedOrder(Guid OrderId, DateTimeOffset PlacedAt, Money Total, OrderResult Result);

/// <param name="Orders">The orders of the page.</param>
/// <param name="Next">The token of the next page; null after the last one.</param>
internal sealed record OrderPage(IReadOnlyList<ConfirmedOrder> Orders, OrderPageToken? Next);
