using Grpc.Core;
using Microsoft.Extensions.Options;

namespace OtelShop.Checkouts.Calls;

/// <summary>Deadline and cancellation of each kind of call.</summary>
internal sealed class CallLimits(IOptions<CheckoutOptions> options, IHttpContextAccessor caller, TimeProvider clock)
{
    /// <summary>Detaches the remaining calls from the caller's deadline and cancellation: a charged order must be finished or refunded.</summary>
    public void LeaveCaller() => caller.HttpContext = null;

    public CallOptions Preparing(CancellationToken cancellationToken) => Within(options.Value.CallTimeout, cancellationToken);

    public CallOptions Charging() => Within(options.Value.ChargeTimeout, CancellationToken.None);

    public CallOptions Shipping() => Within(options.Value.ShipTimeout, CancellationToken.None);

    public CallOptions Emptying() => Within(options.Value.ShipTimeout, CancellationToken.None);

    public CallOptions Delivering(CancellationToken cancellationToken) => Within(options.Value.DeliveryTimeout, cancellationToken);

    private CallOptions Within(TimeSpan timeout, CancellationToken cancellationToken) =>
        new(deadline: clock.GetUtcNow().UtcDateTime + timeout, cancellationToken: cancellationToken);
}
