using System.Globalization;
using Npgsql;

namespace OtelShop.Testing.Shop;

/// <summary>Faults under load, one after another, and what they cost.</summary>
public sealed class FaultRun : IAsyncDisposable
{
    private static readonly TimeSpan DrainLimit = TimeSpan.FromMinutes(1);
    private readonly OrderLoad _load;
    private readonly OrderAudit _audit;

    private FaultRun(TestShop shop, OrderLoad load) => (_load, _audit) = (load, new OrderAudit(shop, load));

    /// <summary>Starts the load.</summary>
    public static async Task<FaultRun> StartAsync(TestShop shop) => new(shop, await OrderLoad.StartAsync(shop));

    /// <summary>Lets a fault happen, waits until the shop has recovered from it, and reports the figures as a diagnostic message.</summary>
    /// <param name="name">Of the fault.</param>
    /// <param name="fault">Begins and ends the fault.</param>
    public async Task SufferAsync(string name, Func<Task> fault)
    {
        var begin = TimeProvider.System.GetUtcNow();
        await fault();
        var end = TimeProvider.System.GetUtcNow();
        string[] orders = [.. _load.Orders.Where(order => order.Result is not null).Select(order => order.Result!.OrderId)];
        var drained = DrainAsync(orders, end);
        var normal = await _load.NormalAsync(end);
        Report(name, begin, end, normal, await drained);
    }

    /// <summary>Ends the load.</summary>
    /// <returns>What is wrong when every order is settled.</returns>
    public async Task<IReadOnlyList<string>> EndAsync()
    {
        await _load.StopAsync();
        var problems = await _audit.ProblemsAsync();
        TestContext.Current.SendDiagnosticMessage("{0} orders, {1} problems", _load.Orders.Count, problems.Count);
        return problems;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _load.DisposeAsync();

    /// <returns>When the queues had drained, or what is in them after the longest wait.</returns>
    private async Task<string> DrainAsync(string[] orders, DateTimeOffset end)
    {
        var backlog = (InOutbox: 0L, NotBooked: 0L);
        try
        {
            await Eventually.HoldsAsync("empty queues", async () =>
            {
                try
                {
                    backlog = await _audit.BacklogAsync(orders);
                    return backlog is (0, 0);
                }
                catch (NpgsqlException)
                {
                    // The database is still away.
                    return false;
                }
            }, DrainLimit);
        }
        catch (TimeoutException)
        {
            return $"not drained: {backlog.InOutbox} in the outbox, {backlog.NotBooked} not booked";
        }

        return string.Create(CultureInfo.InvariantCulture, $"drained after {(TimeProvider.System.GetUtcNow() - end).TotalSeconds,4:F1} s");
    }

    private static double Median(List<LoadOrder> orders) =>
        orders.Count == 0 ? 0 : orders.Select(order => (order.AnsweredAt ?? TimeProvider.System.GetUtcNow()) - order.Due).Order().ElementAt(orders.Count / 2).TotalSeconds;

    private void Report(string name, DateTimeOffset begin, DateTimeOffset end, DateTimeOffset? normal, string drained)
    {
        var during = _load.Orders.Where(order => order.Due >= begin && (order.Due < end || order.Due < (normal ?? DateTimeOffset.MaxValue))).ToList();
        var failed = during.Where(order => order.Errors.Count > 0).ToList();
        TestContext.Current.SendDiagnosticMessage(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-36} | fault {(end - begin).TotalSeconds,5:F1} s | {during.Count,4} orders, {(during.Count == 0 ? 0 : 100.0 * failed.Count / during.Count),5:F1} % with an error at first, answered after {Median(during),5:F1} s | normal after {(normal - end)?.TotalSeconds ?? double.NaN,4:F1} s | {drained}"));
        foreach (var (error, count) in failed.SelectMany(order => order.Errors).CountBy(error => error.Length > 160 ? error[..160] : error).OrderByDescending(error => error.Value).Take(5))
            TestContext.Current.SendDiagnosticMessage("    {0} × {1}", count, error);
    }
}
