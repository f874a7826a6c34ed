using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using OtelShop.ServiceDefaults;
using OtelShop.ServiceDefaults.Rpc;

namespace OtelShop.Checkouts.Placement;

/// <summary>Limits the orders that are placed at once: beyond the limit each would take longer than its caller waits.</summary>
internal sealed class OrderLimiter(IOptions<CheckoutOptions> options) : IDisposable
{
    private readonly ConcurrencyLimiter _limiter = new(new() { PermitLimit = options.Value.MaximumConcurrentOrders, QueueLimit = 0 });

    /// <returns>The permission to place an order, to be disposed afterwards.</returns>
    /// <exception cref="UnavailableException">The limit is reached; nothing has been done.</exception>
    public IDisposable Acquire()
    {
        var lease = _limiter.AttemptAcquire();
        return lease.IsAcquired ? lease : throw new UnavailableException(
            "Checkout is placing as many orders as it can. Try again in a moment.", reason: OrderFailureReasons.NotPlaced);
    }

    public void Dispose() => _limiter.Dispose();
}
