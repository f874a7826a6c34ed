using Microsoft.Extensions.Options;
using OpenTelemetry;

namespace OtelShop.Checkouts.Placement;

/// <summary>
/// Undoes the orders that a crash or an unreachable payment service left unfinished. Safe in several replicas at once:
/// refunding an order twice refunds it once.
/// </summary>
internal sealed class PendingOrderRecovery(
    OrderStore orders, ChargeReversal reversal, IOptions<CheckoutOptions> options, TimeProvider clock, ILogger<PendingOrderRecovery> logger)
    : BackgroundService
{
    private HashSet<long> _freeLeases = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.RecoveryInterval, clock);
        do
        {
            try
            {
                await RecoverAsync(stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                logger.RecoveryFailed(error);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task RecoverAsync(CancellationToken cancellationToken)
    {
        await reversal.RetryUndecidedAsync(cancellationToken);
        var abandoned = await FindAbandonedAsync(cancellationToken);
        if (abandoned.Count == 0)
            return;

        logger.AbandonedOrdersFound(abandoned.Count);
        foreach (var orderId in abandoned)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (await reversal.ReverseAsync(orderId) is ReversalOutcome.Refunding)
                await orders.PostponeRefundAsync(orderId);
        }
    }

    private async Task<IReadOnlyList<Guid>> FindAbandonedAsync(CancellationToken cancellationToken)
    {
        // Polling is not traced.
        using var untraced = SuppressInstrumentationScope.Begin();
        var free = (await orders.FindFreeLeasesAsync(cancellationToken)).ToHashSet();
        // A restarted database has lost the locks of living processes: a lease is dead when it was free at the last check, too.
        var dead = free.Intersect(_freeLeases).ToList();
        _freeLeases = free;
        return await orders.GiveUpAbandonedAsync(dead, cancellationToken);
    }
}
