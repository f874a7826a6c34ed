using Microsoft.Extensions.Options;
using OpenTelemetry;
using Oteldemo;
using OtelShop.ServiceDefaults;
using OtelShop.ServiceDefaults.Rpc;

namespace OtelShop.Checkouts.Placement;

/// <summary>The order that an earlier request has placed or is placing.</summary>
internal sealed class FirstOrder(OrderStore orders, IOptions<CheckoutOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMilliseconds(400);

    /// <summary>Waits for the earlier request to end.</summary>
    /// <returns>Its order; null when it failed, after which this request may place its own.</returns>
    /// <exception cref="UnavailableException">The earlier request has not ended in time.</exception>
    public async Task<OrderResult?> AwaitAsync(StoredOrder order, CancellationToken cancellationToken)
    {
        // Polling is not traced.
        using var untraced = SuppressInstrumentationScope.Begin();
        var started = clock.GetTimestamp();
        var delay = FirstDelay;
        for (StoredOrder? current = order; ; current = await orders.FindAsync(order.OrderId, cancellationToken))
        {
            var isLate = clock.GetElapsedTime(started) > options.Value.RepeatTimeout;
            if (current is not { State: "pending" or "confirmed" })
                return null;
            if (current is { State: "confirmed", Result: { } result } && (current.IsShipped || isLate))
                return result;
            if (isLate)
                throw new UnavailableException("The order is still being placed. Send the same request again to find out.", reason: OrderFailureReasons.Unknown);
            await Task.Delay(delay, clock, cancellationToken);
            delay = delay * 2 < LongestDelay ? delay * 2 : LongestDelay;
        }
    }
}
